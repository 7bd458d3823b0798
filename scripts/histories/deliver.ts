import { batch, paths } from '../../shared/sync/station-api.ts';
import { notTold } from './check-laptop.ts';
import type { Answer, ExpectedVerdict, StationRequest } from './network.ts';
import type { History } from './history.ts';
import { settled } from './settled.ts';
import { headsOf, type Laptop } from './laptop.ts';

const keptMax = 6;

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
  message.expected = expectedIn(history, message.request);
  const answer = await ask(history, message.request, process);
  message.reply = answer;
  history.answered = [...history.answered, { vehicle: laptop.vehicle, answer }].slice(-keptMax);
}

/** What the station had set aside of a batch before it came: a lost reply must not lose a verdict until the feed is read again. */
function expectedIn(
  { picture }: History,
  { vehicle, method, path, body }: StationRequest,
): readonly ExpectedVerdict[] {
  const own = picture.verdicts.filter((verdict) => verdict.vehicle === vehicle);
  if (method !== 'POST' || path !== paths.entries || own.length === 0) return [];
  const { epoch, branch, fromSeq, entries } = batch.parse(JSON.parse(body));
  return own
    .filter((verdict) => verdict.epoch === (branch ?? epoch))
    .filter(({ seq }) => seq >= fromSeq && seq < fromSeq + entries.length)
    .map(({ seq, reason }) => ({ epoch, seq, reason }));
}

/** The laptop hears something. */
export async function hear(history: History, laptop: Laptop, answer: Answer): Promise<void> {
  const message = laptop.line.message();
  if (!message) return;
  const isReply = message.reply === answer;
  const lastHeld = headsOf(laptop).findLast(({ heldThroughSeq }) => heldThroughSeq > 0);
  const lastCompared = `/epochs/${lastHeld?.branch?.id ?? lastHeld?.epoch ?? ''}`;
  message.settle(answer);
  await settled();
  if (!isReply || laptop.fuse.isBlown()) return;
  if (message.request.path.includes(lastCompared)) laptop.isInDoubt = false;
  if (answer.ok && answer.value.status === 200)
    history.unheard.push(...notTold(laptop, message.expected));
}

export const keepLate = (history: History, request: StationRequest): void => {
  history.late = [...history.late, request].slice(-keptMax);
};
