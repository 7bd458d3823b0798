import type { CallName } from '../../../shared/contract/index.ts';
import type { Refusal } from '../../../shared/contract/refusals.ts';
import type { Caller } from '../../../shared/contract/router.ts';
import { turnedScreen } from '../store/reads/turned-screen.ts';
import type { Reader } from '../store/writer.ts';
import type { Context } from './context.ts';
import { termRefusal } from './staff.ts';

/** A term that ends at midnight does not leave a needle in an arm: the draw is stopped by whoever stands there. */
const finishing: readonly CallName[] = ['donation.stop'];

/** Whoever's term has not begun or is over has no command done; looking and syncing stay open, and so does a screen turned to a donor. */
export function termGate(
  { nowMs }: Pick<Context, 'nowMs'>,
  db: Reader,
  { operator, machine }: Caller,
  command: string,
): Refusal | null {
  const isFree = finishing.some((name) => name === command) || turnedScreen(db, machine) !== null;
  return isFree ? null : termRefusal(db, operator, nowMs());
}
