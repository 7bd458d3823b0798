export const selfServiceTexts = {
  'draft.keeping': 'Keeping…',
  'draft.kept': 'Answers kept: a power cut loses none',
  'draft.not-kept': 'Not kept yet: waiting for the workstation',
  'pin.back': 'One back',
  'pin.clear': 'Clear',
  'self-service.title': 'Questions before donating',
  'self-service.of': 'No. {{ticket}}',
  'self-service.hand-over': 'Turn to the donor',
  'self-service.hand-over-how':
    "The turned screen shows nothing but this donor's own questions. This PIN takes it back.",
  'self-service.set-pin': 'Set a PIN (4–12 digits)',
  'self-service.turn': 'Turn it',
  'self-service.take-back': 'Back to the nurse',
  'self-service.give-pin': 'The nurse types the PIN',
  'self-service.question': 'Question {{n}}',
  'self-service.number': 'Question {{n}} of {{total}}',
  'self-service.unsure':
    'Not sure which, or when? Go on to the next question: the nurse will fill it in with you.',
  'self-service.before': 'Back',
  'self-service.next': 'Next',
  'self-service.read': 'I have read it: begin',
  'self-service.still-open': 'Questions that need more: {{n}}',
  'self-service.still-open-how':
    'Tap one to add what is missing. If you are not sure, press “Back to the nurse”: the nurse fills it in with you.',
  'self-service.sign': 'Please sign',
  'self-service.submit': 'Sign and submit',
  'self-service.elsewhere': 'The donor is answering on another screen',
  'self-service.elsewhere-how':
    'After the signature the visit goes on by itself. If the PIN is forgotten or that screen is out of reach, take it back here: no answer is lost.',
  'self-service.recall': 'Take the screen back',
  'self-service.pin-forgotten':
    'PIN forgotten? Open this donor’s questions on another machine of the vehicle and take the screen back there; where this is the only one, start the program again with --take-back-screens.',
  'self-service.thanks': 'Thank you, you are done',
  'self-service.thanks-how': 'Please give the screen back to the nurse.',
  'self-service.connection-lost': 'The connection to the workstation is lost. Tell the nurse.',
} as const;
