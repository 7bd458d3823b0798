/** 标签: the screen of the designs, and what is printed without a number. */
export const labelTexts = {
  'labels.title': 'Labels',
  'labels.sub': 'Every design as the printer in use would print it',
  'labels.print': 'Print',
  'labels.sent': 'Sent to the printer.',
  'labels.box': 'Print the box label',
  'labels.badges': 'Staff badges',
  'labels.not-drawn': 'Cannot be drawn for the printer in use',
  'labels.test': 'Print a test label',
  'labels.slip': 'Print the donor’s slip',
} as const;
