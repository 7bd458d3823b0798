/** The calendar day at a moment, on this vehicle's clock, as `YYYY-MM-DD`. */
export function localDay(atMs: number): string {
  const at = new Date(atMs);
  const pad = (value: number): string => String(value).padStart(2, '0');
  return `${at.getFullYear()}-${pad(at.getMonth() + 1)}-${pad(at.getDate())}`;
}
