/** Whether a document is in force on a day; all dates `YYYY-MM-DD`, null: no such limit on it. */
export type DocumentState = 'valid' | 'expired' | 'not-yet-valid';

/** The last day is still a valid one. */
export const documentState = (
  document: { readonly validFrom: string | null; readonly validTo: string | null },
  onDate: string,
): DocumentState => {
  if (document.validTo !== null && document.validTo < onDate) return 'expired';
  return document.validFrom !== null && document.validFrom > onDate ? 'not-yet-valid' : 'valid';
};
