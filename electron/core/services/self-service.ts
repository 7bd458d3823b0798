import { refused } from '../../../shared/contract/refusals.ts';
import type { VisitId } from '../../../shared/ids.ts';
import { err, ok } from '../../../shared/result.ts';
import type { AllHandlers, Context } from './context.ts';
import { visitAt } from './steps.ts';

const pinCharsMin = 4;
const triesMax = 5;
const blockedMs = 60_000;

interface Turned {
  readonly visitId: VisitId;
  readonly pinHash: string;
  readonly tries: number;
  readonly blockedUntilMs: number;
}

/**
 * The screen turned to a donor. Held by the core, so that reloading the page does not open it; in memory, so that a restart of the
 * program ends it (the nurse is there then). Five wrong PINs block it for a minute.
 */
export function selfServiceHandlers(
  ctx: Context,
): Pick<AllHandlers, 'self-service.open' | 'self-service.state' | 'self-service.close'> {
  let turned: Turned | undefined;
  const changed = (): void => ctx.publish('changed', { areas: ['app', 'session'] });
  return {
    'self-service.open': async ({ visitId, pin }) => {
      if (turned) return err(refused('self-service-open'));
      if (pin.length < pinCharsMin) return err(refused('pin-too-short', { least: pinCharsMin }));
      const at = visitAt(ctx.store.reader, visitId, ['questionnaire']);
      if (!at.ok) return at;
      const pinHash = ctx.hashing.sha256(pin);
      turned = { visitId, pinHash, tries: 0, blockedUntilMs: 0 };
      changed();
      return ok({});
    },
    'self-service.state': () => ok({ visitId: turned?.visitId ?? null }),
    'self-service.close': async ({ pin }) => {
      if (!turned) return err(refused('self-service-not-open'));
      const nowMs = ctx.clock.nowMs();
      if (nowMs < turned.blockedUntilMs) return err(refused('pin-blocked'));
      if (ctx.hashing.sha256(pin) !== turned.pinHash) {
        const tries = turned.tries + 1;
        const isBlocked = tries >= triesMax;
        turned = {
          ...turned,
          tries: isBlocked ? 0 : tries,
          blockedUntilMs: isBlocked ? nowMs + blockedMs : 0,
        };
        return err(refused(isBlocked ? 'pin-blocked' : 'pin-wrong'));
      }
      turned = undefined;
      changed();
      return ok({});
    },
  };
}
