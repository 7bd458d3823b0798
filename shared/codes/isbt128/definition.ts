/** How one data structure is written (ST-001 table 2 and its section). */
export interface Definition<Content> {
  /** Three digits; null for structures that ICCBBA does not define. */
  readonly number: string | null;
  /** Two or three characters. The donation number's second is also its first data character: here it is `=` alone. */
  readonly identifier: string;
  /**
   * How many characters of `data` are the structure's: always the same, or told by its first characters. Null when these
   * cannot be read.
   */
  readonly lengthOf: (data: string) => number | null;
  /** Every character of the data, checked before anything is read. */
  readonly form: RegExp;
  /** Null when the form is right and the value is none: an impossible date, a code its table does not have. */
  readonly read: (data: string) => Content | null;
  /** The data without the identifier; null for a content that cannot be written. */
  readonly write: (content: Content) => string | null;
}

export const fixedLength = (length: number) => (): number => length;

/** A count of `digits` digits in front, then so many segments. */
export const segmented = (digits: number, segmentLength: number) => (data: string) =>
  /^[0-9]+$/u.test(data.slice(0, digits)) && data.length >= digits
    ? digits + Number(data.slice(0, digits)) * segmentLength
    : null;

/** Everything up to the end: nobody but the country that defined it knows how long it is. */
export const toTheEnd = (data: string): number => data.length;

/** A structure whose characters are checked and passed on. */
export const plain = (
  number: string | null,
  identifier: string,
  lengthOf: Definition<unknown>['lengthOf'],
  form: RegExp,
): Definition<{ readonly text: string }> => ({
  number,
  identifier,
  lengthOf,
  form,
  read: (text) => ({ text }),
  write: ({ text }) => text,
});
