import { refused } from '../../../shared/contract/refusals.ts';
import type { VisitId } from '../../../shared/ids.ts';
import { err, ok } from '../../../shared/result.ts';
import type { AllHandlers, Context } from './context.ts';
import { visitAt } from './steps.ts';

const pinCharsMin = 4;
const triesMax = 5;
const blockedMs = 60_000;
const machinesMax = 32;

interface Turned {
  readonly visitId: VisitId;
  readonly pinHash: string;
  readonly tries: number;
  readonly blockedUntilMs: number;
}

/**
 * Screens turned to donors, one for each machine. Held by the core, so that reloading the page does not open it; in memory, so that a restart of the
 * program ends it (the nurse is there then). Five wrong PINs block it for a minute.
 */
export function selfServiceHandlers(
  ctx: Context,
): Pick<AllHandlers, 'self-service.open' | 'self-service.state' | 'self-service.close'> {
  const screens = new Map<string, Turned>();
  const changed = (): void => ctx.publish('changed', { areas: ['app', 'session'] });
  return {
    'self-service.open': async ({ machine, visitId, pin }) => {
      if (screens.has(machine) || screens.size >= machinesMax)
        return err(refused('self-service-open'));
      if (pin.length < pinCharsMin) return err(refused('pin-too-short', { least: pinCharsMin }));
      const at = visitAt(ctx.store.reader, visitId, ['questionnaire']);
      if (!at.ok) return at;
      const pinHash = ctx.hashing.sha256(pin);
      screens.set(machine, { visitId, pinHash, tries: 0, blockedUntilMs: 0 });
      changed();
      return ok({});
    },
    'self-service.state': (_db, { machine }) =>
      ok({ visitId: screens.get(machine)?.visitId ?? null }),
    'self-service.close': async ({ machine, pin }) => {
      const turned = screens.get(machine);
      if (!turned) return err(refused('self-service-not-open'));
      const nowMs = ctx.clock.nowMs();
      if (nowMs < turned.blockedUntilMs) return err(refused('pin-blocked'));
      if (ctx.hashing.sha256(pin) !== turned.pinHash) {
        const tries = turned.tries + 1;
        const isBlocked = tries >= triesMax;
        const blockedUntilMs = isBlocked ? nowMs + blockedMs : 0;
        screens.set(machine, { ...turned, tries: isBlocked ? 0 : tries, blockedUntilMs });
        return err(refused(isBlocked ? 'pin-blocked' : 'pin-wrong'));
      }
      screens.delete(machine);
      changed();
      return ok({});
    },
  };
}
