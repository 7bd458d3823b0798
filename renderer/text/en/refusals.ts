export const refusalTexts = {
  'refusal.role-missing': 'This step is for: {{roles}}. Ask somebody with that role.',
  'refusal.term-not-begun':
    'Your term at the station begins on {{day}}; until then you cannot act on the vehicle. Somebody within their term goes on; if this is wrong, call the station.',
  'refusal.term-ended':
    'Your term at the station ended on {{day}}; you cannot act on the vehicle any more. Somebody within their term goes on; if this is wrong, call the station.',
  'refusal.disk-full':
    'The disk is full: this step was not kept, everything before it was. Free some space and try again; write on paper meanwhile.',
  'refusal.command-id-missing': 'The page gave no command number. Reload it and try again.',
  'refusal.session-already-open': 'A session is already open. Seal it under “Close the day” first.',
  'refusal.session-not-open': 'No session is open. The team leader opens one first.',
  'refusal.drive-unknown': "The station's plan does not have this drive. Sync and choose again.",
  'refusal.bag-lot-unknown':
    "Bag lot {{lot}} is not among this session's lots. Check the bag, or take one of a listed lot.",
  'refusal.bag-lot-expired':
    'Bag lot {{lot}} expired on {{expiresOn}} and must not be used. Put it away and take another lot.',
  'refusal.no-din-range':
    'The vehicle has no donation numbers. Sync so that the station can issue a range.',
  'refusal.no-station-data':
    'The vehicle has nothing from the station yet. Connect and press “Fetch the newest from the station”.',
  'refusal.deferral-list-too-old':
    'The deferral list is {{hours}} hours old, more than the station allows. Sync before going on.',
  'refusal.clock-differs':
    "The time you confirmed differs from the workstation's clock. Set the clock and confirm again.",
  'refusal.day-not-reconciled':
    '{{count}} things do not add up, so the day cannot be sealed. Settle them one by one.',
  'refusal.second-person-needed':
    'This step needs another member of staff, not the one who is signed in.',
  'refusal.second-person-term':
    'This person is not within their term at the station and cannot be the second person. Choose another.',
  'refusal.drive-against-plan':
    'The station has arranged this drive otherwise (another vehicle, another day, or withdrawn). Say first that you know.',
  'refusal.card-not-on-reader':
    "The card on the reader has changed or gone. Place the donor's card again.",
  'refusal.person-not-checked':
    'Compare the face with the document first and tick that they agree.',
  'refusal.already-registered-today':
    'This donor is already registered in this session as no. {{ticket}}. Open that record.',
  'refusal.id-number-wrong':
    'The document number is wrong: {{problem}}. Type it again from the document.',
  'refusal.reason-needed': 'Say why the identity is typed.',
  'refusal.identity-expired':
    'The document expired on {{until}} and cannot be used. Ask for a valid one.',
  'refusal.visit-unknown': 'This session has no such donor. Go back to the board.',
  'refusal.visit-ended': "This donor's visit has ended and can no longer be changed.",
  'refusal.wrong-step': 'This donor is not at this step but at “{{stage}}”. Follow the board.',
  'refusal.answers-missing':
    'Some questions are not answered ({{items}}). Answer each and submit again.',
  'refusal.signature-missing': 'The signature is missing. Sign on the screen.',
  'refusal.rule-set-not-in-force':
    'No screening rules are in force on {{date}}. Sync and try again, or call the station.',
  'refusal.override-not-allowed':
    'The rules do not let you set this reason aside. Ask somebody who may.',
  'refusal.nothing-to-override':
    'The decision no longer has this reason. Look at the newest decision.',
  'refusal.deferral-unknown': 'The donor has no such deferral in force. Reload and look again.',
  'refusal.deferral-date-wrong':
    'A deferral cannot end on {{until}}: the day must come after today. Choose another.',
  'refusal.note-needed': 'Write down the reason, in two characters at least.',
  'refusal.flag-unknown': 'There is no such flag. Reload and look again.',
  'refusal.self-service-not-open': 'No screen is turned to a donor now.',
  'refusal.self-service-open':
    'A screen is already turned to a donor. Take it back with the PIN first.',
  'refusal.pin-wrong': 'The PIN is wrong. The nurse types it again.',
  'refusal.pin-too-short': 'The PIN must have at least {{least}} digits.',
  'refusal.pin-blocked': 'The PIN was wrong too many times. Wait a minute and type it again.',
  'refusal.not-eligible': 'The decision is not “may donate”: no blood may be drawn.',
  'refusal.deferred-meanwhile':
    'This donor has been put on the deferral list since the decision: no blood may be drawn. See the history, tell the donor, and end the visit.',
  'refusal.interval-meanwhile':
    'This donor has given blood since the decision and may give again from {{until}}: no blood may be drawn. See the history, tell the donor, and end the visit.',
  'refusal.drawn-already':
    '{{drawnMl}} mL were already drawn from this donor today: {{volumeMl}} mL more would be too much. Choose a smaller volume, or tell the donor and end the visit.',
  'refusal.volume-not-allowed':
    '{{volumeMl}} mL may not be drawn. Choose a volume that the decision allows and the bag holds.',
  'refusal.donation-unknown': 'This session has no such donation. Go back to the board.',
  'refusal.donation-already-prepared':
    'This donor already has a number. To change it, destroy the old set first.',
  'refusal.din-unreadable':
    'This is no usable donation number: {{problem}}. Scan the number on the label.',
  'refusal.din-check-character-wrong':
    'The check character does not fit, so the number may be mistyped. Type it again with the boxed character.',
  'refusal.din-outside-range':
    'Number {{din}} is not in the range issued to this vehicle and must not be used. Put it aside and take another set.',
  'refusal.din-used':
    'Number {{din}} has been used and must never be used again. Put the set aside and take another.',
  'refusal.din-range-empty':
    'The range is used up. Take labels of another range, or ask the station for more.',
  'refusal.card-of-other-person':
    'The card on the reader belongs to somebody else. Ask the donor for name and birth date, or place the right card.',
  'refusal.identity-not-confirmed':
    'The donor has not been identified before venepuncture. Read the card, or ask for name and birth date.',
  'refusal.label-of-other-donation':
    "This label belongs to another donation ({{din}}). Put it back and scan this donor's label.",
  'refusal.label-already-scanned': 'This label has been scanned already. Scan the next one.',
  'refusal.label-not-in-set':
    'The set has no such label (flags {{flags}}). Check that it is the right one.',
  'refusal.labels-not-all-scanned': 'Not every label has been scanned back: the draw cannot start.',
  'refusal.draw-not-started': 'The draw has not been started.',
  'refusal.draw-not-running': 'No draw is running. Look at the board.',
  'refusal.donation-spoiled':
    'This number has been destroyed and cannot be used. Take another set.',
  'refusal.draw-already-started': 'The draw has started; this can no longer be done.',
  'refusal.draw-running': 'A draw is running. End it first.',
  'refusal.volume-impossible':
    '{{volumeMl}} mL cannot be. Check that the scale was tared, or type the volume again.',
  'refusal.reprint-needs-reason': 'A second set needs a reason: two bags with one number can kill.',
  'refusal.print-job-unknown': 'There is no such print job. Reload the page.',
  'refusal.print-job-not-uncertain': 'This print job is settled already.',
  'refusal.print-uncertain':
    'It is not known whether the last labels came out. Look at the printer and answer first.',
  'refusal.label-design-wrong':
    'The label design is wrong ({{problem}}). Nothing was printed; tell the administrator.',
  'refusal.label-character-missing':
    'The labels’ font has no “{{character}}” (design {{design}}, element {{element}}). Nothing was printed; tell the administrator.',
  'refusal.label-text-too-long':
    'The words of element {{element}} of design {{design}} do not fit. Nothing was printed; tell the administrator.',
  'refusal.label-barcode-impossible':
    'The barcode of element {{element}} of design {{design}} cannot be printed ({{problem}}). Nothing was printed; tell the administrator.',
  'refusal.draw-not-ended': 'This label can be printed once the draw has ended.',
  'refusal.product-unknown':
    'The table of products does not have the anticoagulant “{{anticoagulant}}”, so nobody knows the expiry. Nothing was printed; tell the administrator.',
  'refusal.print-failed': 'It was not printed ({{problem}}). Look at the printer and try again.',
  'refusal.staff-unknown': 'There is no such member of staff. Sync with the station first.',
  'refusal.unit-unknown':
    'This session drew no unit {{din}}. Put it aside and tell the team leader.',
  'refusal.unit-already-packed':
    'This unit is packed already ({{box}}). Check it: a unit lies in one box only.',
  'refusal.unit-not-packed': '{{din}} is in no box: nothing to take out.',
  'refusal.unit-not-held':
    'The station does not hold {{din}}. If it is in the wrong box, press “Wrong box”.',
  'refusal.unit-not-to-take-out':
    '{{din}} does not lie among others: nothing to do. Reload the page.',
  'refusal.box-code-wrong':
    'A box code is 2 to 32 letters, digits or hyphens. Scan the code on the box again.',
  'refusal.held-unit-apart':
    'The station holds this unit: it must not lie with others in {{box}}. Use a box of its own.',
  'refusal.box-of-held-units': '{{box}} is for held units only. Use another box.',
  'refusal.device-unknown': 'This device is no longer there: look at the list again.',
  'refusal.device-given':
    'The command line or config.json names this device; change it there, or remove it there first.',
  'refusal.device-used-already':
    'This device is already used for something else: forget it there first.',
  'refusal.device-of-other-machine':
    'This device serves another machine of the vehicle: work there, type the value, or let the device serve this machine on the devices page.',
  'refusal.machine-unknown': 'This machine is no longer on the list: look at it again.',
  'refusal.too-many-machines': 'Too many machines have names: clear one that is not used.',
  'refusal.too-many-devices': 'Too many devices are remembered: forget one that is not used.',
  'refusal.station-not-configured':
    'No station address is set up. Collecting goes on; ask the administrator.',
} as const;
