/** Which label of the set a barcode sits on, told by its two flag characters (ISBT 128 RT004). */
export type LabelKind =
  | 'bag'
  | 'satellite-bag'
  | 'repeat-label'
  | 'pilot-tube'
  | 'test-tube'
  | 'donor-record'
  | 'nat-tube'
  | 'bacterial-sample'
  | 'match-with-unit'
  | 'attached-label'
  | 'local'
  | 'check-digits'
  | 'reserved';

/** The flags this product prints for each label of a donation's set. Satellite bags count up from 01. */
export const LABEL_FLAGS = {
  bag: '00',
  satelliteBag: ['01', '02', '03', '04'],
  pilotTube: '06',
  testTube: '07',
  donorRecord: '08',
  natTube: '09',
} as const;

const NAMED: Readonly<Record<string, LabelKind>> = {
  '00': 'bag',
  '05': 'repeat-label',
  '06': 'pilot-tube',
  '07': 'test-tube',
  '08': 'donor-record',
  '09': 'nat-tube',
  '10': 'bacterial-sample',
  '11': 'match-with-unit',
  '12': 'attached-label',
  '13': 'attached-label',
};

export const isFlags = (text: string): boolean => /^[0-9A-HJ-NPR-Y]{2}$/u.test(text);

/** The kind of label for two flag characters; what the standard keeps for later, or what is no flag at all, is `reserved`. */
export const labelKindOfFlags = (flags: string): LabelKind => {
  if (Object.hasOwn(NAMED, flags)) return NAMED[flags] ?? 'reserved';
  if (!/^[0-9]{2}$/u.test(flags)) return 'reserved';
  const value = Number(flags);
  if ((value >= 1 && value <= 4) || (value >= 15 && value <= 19)) return 'satellite-bag';
  if (value >= 20 && value <= 59) return 'local';
  return value >= 60 && value <= 96 ? 'check-digits' : 'reserved';
};
