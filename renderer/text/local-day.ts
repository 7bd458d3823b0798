/** Everything in the vehicle is told in China standard time, whatever a tablet's own settings say. */
export const timeZone = 'Asia/Shanghai';

const parts = new Intl.DateTimeFormat('en-CA', {
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  timeZone,
});

/** The calendar day at a moment as `YYYY-MM-DD`, as the core counts days. */
export const localDay = (atMs: number): string => parts.format(new Date(atMs));
