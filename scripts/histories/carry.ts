import { ok } from '../../shared/result.ts';
import { arrive, ask, hear, keepLate } from './deliver.ts';
import type { History } from './history.ts';
import type { Laptop } from './laptop.ts';
import { type Answer, cut, notTheStation, tooLarge, unreachable } from './network.ts';

/** What may become of a request or a reply. */
export async function carry(history: History, laptop: Laptop): Promise<void> {
  const { random } = history;
  const message = laptop.line.message();
  if (!message) return;
  const chance = random.below(100);
  if (message.reply === null) {
    if (chance < 62) return arrive(history, laptop, random.below(2));
    if (chance < 70) return hear(history, laptop, unreachable);
    if (chance < 78) return hear(history, laptop, cut);
    if (chance < 84) {
      // It hangs somewhere and arrives later; here it counts as lost.
      keepLate(history, message.request);
      return hear(history, laptop, cut);
    }
    if (chance < 87) return hear(history, laptop, notTheStation);
    if (chance < 90) return hear(history, laptop, tooLarge);
    if (chance < 94) return hear(history, laptop, strangeReply(history, laptop));
    if (chance < 97) return hear(history, laptop, oldReply(history, laptop));
    // Twice, one after the other.
    await arrive(history, laptop, 0);
    await ask(history, message.request, 1);
    return;
  }
  if (chance < 74) return hear(history, laptop, message.reply);
  if (chance < 89) return hear(history, laptop, cut);
  if (chance < 94) return hear(history, laptop, notTheStation);
  if (chance < 97) return hear(history, laptop, oldReply(history, laptop));
  return hear(history, laptop, strangeReply(history, laptop));
}

/** An answer the station once gave to this vehicle, out of some box's memory. */
function oldReply({ answered, random }: History, { vehicle }: Laptop): Answer {
  const own = answered.filter((each) => each.vehicle === vehicle);
  return own.length > 0 ? random.pick(own).answer : cut;
}

/** An answer in the right shape about something else: another vehicle's, or another station's. */
function strangeReply({ answered, random, stationNowMs }: History, { vehicle }: Laptop): Answer {
  const others = answered.filter((each) => each.vehicle !== vehicle);
  if (others.length > 0 && random.chance(0.5)) return random.pick(others).answer;
  const headHash = 'ef'.repeat(32);
  const heldThroughSeq = random.below(40);
  if (random.chance(0.3)) {
    return ok({
      status: 409,
      body: { error: 'gap', heldThroughSeq: 0, sentence: 'Of another station.' },
      sentBytes: 1,
    });
  }
  return ok({
    status: 200,
    body: {
      fromSeq: 1,
      throughSeq: heldThroughSeq,
      heldThroughSeq,
      headHash,
      setAside: [],
      stationNowMs,
    },
    sentBytes: 1,
  });
}
