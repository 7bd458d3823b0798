import { type Refusal, refused } from '../../../shared/contract/refusals.ts';
import type { Caller, Request } from '../../../shared/contract/router.ts';
import { turnedScreenCalls } from '../../../shared/contract/self-service.ts';
import { err, ok } from '../../../shared/result.ts';
import {
  dropTurnedScreen,
  dropTurnedScreensOf,
  isTurnedTo,
  keepTurnedScreen,
  turnedScreen,
  turnedScreenCount,
} from '../store/reads/turned-screen.ts';
import type { Reader } from '../store/writer.ts';
import type { AllHandlers, Context } from './context.ts';
import { visitAt } from './steps.ts';

const pinCharsMin = 4;
const triesMax = 5;
const blockedMs = 60_000;
const machinesMax = 32;

/**
 * What a machine turned to a donor may not ask: everything but the questions of that donor's own visit. Asked by the router before every
 * call, so that no address, no other page and no restart leads out of it.
 */
export function donorGate(
  db: Reader,
  { machine }: Caller,
  { name, input }: Request,
): Refusal | null {
  const turned = turnedScreen(db, machine);
  if (turned === null) return null;
  const isOwn =
    typeof input !== 'object' ||
    input === null ||
    !('visitId' in input) ||
    input.visitId === turned.visitId;
  return turnedScreenCalls.includes(name) && isOwn ? null : refused('self-service-open');
}

/** Screens turned to donors, one for each machine, until the PIN. Five wrong PINs block it for a minute. */
export function selfServiceHandlers(
  ctx: Context,
): Pick<AllHandlers, `self-service.${string}` & keyof AllHandlers> {
  const { store } = ctx;
  const hashOf = (machine: string, pin: string): string => ctx.hashing.sha256(`${machine}:${pin}`);
  return {
    'self-service.open': async ({ visitId, pin }, { machine }) => {
      if (pin.length < pinCharsMin) return err(refused('pin-too-short', { least: pinCharsMin }));
      return store.write((tx) => {
        if (turnedScreenCount(tx) >= machinesMax) return err(refused('self-service-open'));
        const at = visitAt(tx, visitId, ['questionnaire']);
        if (!at.ok) return at;
        const pinHash = hashOf(machine, pin);
        keepTurnedScreen(tx, machine, { visitId, pinHash, tries: 0, blockedUntilMs: 0 });
        return ok({});
      });
    },
    'self-service.state': (db, _input, { machine }) =>
      ok({ visitId: turnedScreen(db, machine)?.visitId ?? null }),
    'self-service.of': (db, { visitId }) => ok({ turned: isTurnedTo(db, visitId) }),
    'self-service.recall': async ({ visitId }) =>
      store.write((tx) => {
        if (!isTurnedTo(tx, visitId)) return err(refused('self-service-not-open'));
        dropTurnedScreensOf(tx, visitId);
        return ok({});
      }),
    'self-service.close': async ({ pin }, { machine }) => {
      const turned = turnedScreen(store.reader, machine);
      if (!turned) return err(refused('self-service-not-open'));
      const nowMs = ctx.clock.nowMs();
      // Never further away than one blocking: a clock that was set back must not lock the nurse out for a day.
      const leftMs = turned.blockedUntilMs - nowMs;
      if (leftMs > 0 && leftMs <= blockedMs) return err(refused('pin-blocked'));
      const isRight = hashOf(machine, pin) === turned.pinHash;
      const tries = turned.tries + 1;
      const isBlocked = !isRight && tries >= triesMax;
      store.write((tx) => {
        if (isRight) dropTurnedScreen(tx, machine);
        else {
          const next = isBlocked
            ? { tries: 0, blockedUntilMs: nowMs + blockedMs }
            : { tries, blockedUntilMs: 0 };
          keepTurnedScreen(tx, machine, { ...turned, ...next });
        }
        return ok(null);
      });
      if (isRight) return ok({});
      return err(refused(isBlocked ? 'pin-blocked' : 'pin-wrong'));
    },
  };
}
