import { newId } from './new-id.ts';

const place = 'bloodmobile.machine';

/** What this laptop or tablet is known by: made at its first visit, kept in its browser, the same in every tab and after a reload. */
export function machineId(): string {
  const known = localStorage.getItem(place);
  if (known !== null) return known;
  const made = newId();
  localStorage.setItem(place, made);
  return made;
}
