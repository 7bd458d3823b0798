import type { Answer, StationRequest } from './network.ts';
import type { History } from './history.ts';
import { headsOf, type Laptop } from './laptop.ts';

const keptMax = 6;

/** Everything that follows at once from what has come has happened: the laptops wait for their timers, the line or people. */
export const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** The station gets a request and answers. */
export async function ask(history: History, request: StationRequest, process = 0): Promise<Answer> {
  const crashAfter = request.method === 'POST' ? history.crashAfter : null;
  if (request.method === 'POST') history.crashAfter = null;
  history.stationNowMs += 100;
  history.isPictureOld = true;
  const { stationNowMs: nowMs, data } = history;
  if (!history.laptops.some(({ run }) => run === request.run)) history.stirred.add(request.vehicle);
  return history.station.answer(request, { process, nowMs, crashAfter, data });
}

/** A laptop's request arrives at the station; its answer is on its way. */
export async function arrive(history: History, laptop: Laptop, process = 0): Promise<void> {
  const message = laptop.line.message();
  if (message?.reply !== null) return;
  const answer = await ask(history, message.request, process);
  message.reply = answer;
  history.answered = [...history.answered, { vehicle: laptop.vehicle, answer }].slice(-keptMax);
}

/** The laptop hears something. */
export async function hear(laptop: Laptop, answer: Answer): Promise<void> {
  const message = laptop.line.message();
  if (!message) return;
  const lastHeld = headsOf(laptop).findLast(({ heldThroughSeq }) => heldThroughSeq > 0);
  const lastCompared = `/epochs/${lastHeld?.branch?.id ?? lastHeld?.epoch ?? ''}`;
  const comparedNow = message.request.path.includes(lastCompared) && message.reply === answer;
  message.settle(answer);
  await settled();
  if (comparedNow) laptop.isInDoubt = false;
}

export const keepLate = (history: History, request: StationRequest): void => {
  history.late = [...history.late, request].slice(-keptMax);
};
