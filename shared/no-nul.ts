/** PostgreSQL's text has no U+0000: what becomes a key or a column there must not hold one. */
export const hasNoNul = (text: string): boolean => !text.includes('\0');
