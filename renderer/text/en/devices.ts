export const deviceTexts = {
  'device.title': 'Devices',
  'device.id-reader': 'ID reader',
  'device.scanner': 'Scanner',
  'device.printer': 'Printer',
  'device.scale': 'Scale',
  'device.blood-pressure': 'BP monitor',
  'device.ready': 'Working',
  'device.opening': 'Connecting; wait a moment.',
  'device.id-reader.by-hand':
    'Not set up: type the identity when registering, with a reason and a second person.',
  'device.scanner.by-hand':
    'Not set up: use a keyboard scanner, or type the donation number with its check character.',
  'device.printer.by-hand': 'Not set up: use pre-printed label sets and scan their number.',
  'device.scale.by-hand': 'Not set up: watch the timer and type the volume.',
  'device.blood-pressure.by-hand': 'Not set up: type the blood pressure.',
  'device.reason.not-there': 'The device was not found: check its power and cable.',
  'device.reason.in-use': 'Another program holds the device: close it.',
  'device.reason.no-permission': 'No permission to use the device: ask the administrator.',
  'device.reason.unplugged': 'It was unplugged: plug it in again.',
  'device.reason.timed-out': 'The device takes no data: check it and switch it off and on.',
  'device.reason.port-error': 'The port reports an error: pull the cable out and plug it in again.',
  'device.reason.no-reply':
    'It is plugged in and does not answer: check its power, its speed and what it is set to.',
  'device.reason.several-alike':
    'Several devices of this kind are plugged in and cannot be told apart: choose it from the list.',
  'device.reason.no-usb':
    'This machine lets the program at no USB printer: on Windows it needs the WinUSB driver, on Linux the udev rules; or use a print queue.',
  'device.reason.no-spooler': 'The print system of this machine does not run: start it.',
  'device.reason.queue-stopped':
    'The print queue is stopped or did not print: look at the printer, then let the queue go on.',
  'device.reason.overruled': 'The command line or config.json names another device for this.',
  'device.reason.other':
    'The device does not answer: check power and cable; go on by hand meanwhile.',
  'device.unassigned':
    '{{count}} machines are connected and this device is set to none of them: only “{{machine}}” hears it now. Choose one below.',
  'device.elsewhere': 'It serves “{{machine}}”: this machine does not hear it.',
  'device.elsewhere-away':
    'It serves “{{machine}}”, which is not connected, so nobody hears it: connect that machine, or choose another below.',
  'machine.laptop': 'Laptop',
  'machine.laptop-one': 'Laptop {{code}}',
  'machine.other': 'Machine {{code}}',
  'machine.named': '{{name}}',
  'machine.this': '{{machine}} (this one)',
  'id-card.problem.card-lifted':
    'The card was lifted too early: put it back and wait for the tone.',
  'id-card.problem.bad-checksum': 'The data came with an error: place the card again.',
  'id-card.problem.half-frame': 'The data came only in part: place the card again.',
  'id-card.problem.noise':
    'The reader sent something unreadable: place the card again; if it stays so check the cable.',
  'id-card.problem.no-reply':
    'The reader does not answer: check its power and cable, or type the identity.',
  'id-card.problem.card-refused':
    'The reader cannot read this card: place it straight; if it stays so type the identity.',
  'id-card.problem.card-unreadable':
    'What is on the card makes no sense: type the identity and check the card.',
  'id-card.problem.sidecar-wrong':
    'The program for the card reader does not fit this one: update it, or type the identity.',
  'id-card.problem.other': 'The card was not read: place it again, or type the identity.',
} as const;
