import type { CallOutput } from '../../shared/contract/index.ts';
import type { DonationDetail, VisitDetail } from '../../shared/contract/visit.ts';
import { operatorId } from '../../shared/ids.ts';
import { dinBarcodeText, parseBareDin } from '../../shared/codes/isbt128/din.ts';
import { type Hands, Refused } from './hands.ts';
import { answersOf, type Person, testsOf, vitalsOf } from './person.ts';

/** Everything a donor's way needs besides hands. */
export interface Drive {
  readonly hands: Hands;
  readonly forms: CallOutput<'screening.forms'>;
  /** Today as the vehicle has it. */
  readonly date: () => string;
  /** Lets the vehicle's clock go on (a rehearsal does not wait ten minutes for each bag). */
  readonly passTime: (ms: number) => void;
  /** Label sets that the station printed beforehand; their numbers are scanned, nothing is asked of the printer. */
  readonly printedSets: {
    readonly take: () => string;
    readonly has: (din: string) => boolean;
  };
  readonly box: string;
}

export const witness = operatorId.parse('zhang');
const stepsMax = 200;
const pollMs = 15;

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Takes one person through the vehicle, always by asking where he or she stands and doing the next thing: so it goes on after a
 * crash exactly as a nurse would. Returns the visit when the person has left.
 */
export async function takeThrough(drive: Drive, person: Person): Promise<VisitDetail> {
  const visitId = await register(drive, person);
  for (let steps = 0; steps < stepsMax; steps += 1) {
    const visit = await drive.hands.call('visit.get', { visitId });
    if (visit.stage === 'ended') return visit;
    await step(drive, person, visit);
  }
  throw new Error('a donor did not get through the vehicle');
}

async function register(
  { hands, passTime }: Drive,
  person: Person,
): Promise<VisitDetail['visitId']> {
  for (let tries = 0; tries < 5; tries += 1) {
    const cardReadId = await hands.placeCard(person.donor.card);
    const { card } = await hands.call('id-card.current', {});
    if (card === null || card.cardReadId !== cardReadId) continue;
    // A crash may have come between the registration and its answer.
    if (card.alreadyRegistered !== null) return card.alreadyRegistered;
    passTime(60_000);
    try {
      const { visitId } = await hands.call('donor.register', {
        source: { kind: 'card', cardReadId },
        personChecked: true,
        samePersonAs: [],
        organisation: null,
        phone: person.donor.phone,
      });
      hands.removeCard();
      return visitId;
    } catch (refusal) {
      // A restarted program has forgotten the card on the reader: place it again.
      if (!(refusal instanceof Refused) || refusal.reason !== 'card-not-on-reader') throw refusal;
    }
  }
  throw new Error('a card could not be registered');
}

async function step(drive: Drive, person: Person, visit: VisitDetail): Promise<void> {
  const { hands, forms, passTime } = drive;
  const { visitId } = visit;
  switch (visit.stage) {
    case 'questionnaire': {
      passTime(4 * 60_000);
      const answers = answersOf(person, forms.questionnaire, drive.date());
      const { donorSignature } = person;
      await hands.call('questionnaire.answer', { visitId, answers, donorSignature });
      return;
    }
    case 'examination': {
      passTime(2 * 60_000);
      const measured = await hands.measureBloodPressure(person.pressure);
      await hands.call('examination.record', {
        visitId,
        vitals: vitalsOf(person, measured),
        bloodPressureSource: { kind: 'device', device: measured.device, frame: measured.frame },
        examinerSignature: person.examinerSignature,
      });
      return;
    }
    case 'test':
      passTime(3 * 60_000);
      return testOrSendAway(drive, person, visit);
    case 'collection':
      return collect(drive, person, visit);
    case 'observation':
      passTime(10 * 60_000);
      await hands.call('visit.end', { visitId, reason: 'completed' });
      return;
    case 'ended':
      return;
  }
}

/** A decision that refers to the physician ends here: the rehearsal's physician sends the person home. */
async function testOrSendAway(
  { hands }: Drive,
  person: Person,
  { visitId, decision }: VisitDetail,
) {
  if (decision !== null) {
    await hands.call('visit.end', { visitId, reason: 'deferred' });
    return;
  }
  await hands.call('test.record', {
    visitId,
    tests: testsOf(person),
    reagentLot: 'HB-2611',
    wantedVolumeMl: person.wantedVolumeMl,
  });
}

async function collect(drive: Drive, person: Person, visit: VisitDetail): Promise<void> {
  const { hands, passTime } = drive;
  const { donation, visitId } = visit;
  if (donation === null || donation.state === 'spoiled') {
    const din = person.usesPrintedSet
      ? { kind: 'scanned' as const, raw: await hands.scan(barcode(drive.printedSets.take(), '00')) }
      : { kind: 'next' as const };
    const bagLot = person.wantedVolumeMl === 400 ? 'CPDA400-26A' : 'CPDA200-26B';
    const volumeMl = person.wantedVolumeMl;
    passTime(30_000);
    await hands.call('donation.prepare', { visitId, din, bagLot, volumeMl });
    return;
  }
  if (donation.state === 'started') return finishDraw(drive, person, donation);
  const { donationId } = donation;
  if (donation.identityConfirmed === null) {
    await hands.call('donation.confirm-identity', { donationId, how: 'spoken' });
  }
  if (!(await labelsAreThere(drive, donation))) return;
  const missing = donation.labels.filter(({ scanned }) => !scanned);
  for (const { flags } of missing) {
    const raw = await hands.scan(barcode(donation.din, flags));
    await hands.call('label.scan-back', { donationId, raw });
  }
  passTime(60_000);
  await hands.call('donation.start', { donationId });
}

const barcode = (din: string, flags: string): string => {
  const bare = parseBareDin(din);
  if (!bare.ok) throw new Error(`not a DIN: ${din}`);
  return dinBarcodeText(bare.value, flags);
};

/** Asks for the labels, answers when the program does not know whether they came out, and looks at the printer before scanning. */
async function labelsAreThere(
  { hands, printedSets }: Drive,
  { donationId, din, labels, printJobs }: DonationDetail,
): Promise<boolean> {
  if (printedSets.has(din)) return true;
  const job = printJobs.at(-1);
  const isPrinted = hands.printedLabels(din).length >= labels.length;
  if (job === undefined) {
    await hands.call('label.print', { donationId, reason: null });
    return false;
  }
  switch (job.state) {
    case 'uncertain':
      await hands.call('label.settle', { jobId: job.jobId, printed: isPrinted });
      return false;
    case 'failed':
    case 'not-printed':
      await hands.call('label.print', { donationId, reason: null });
      return false;
    case 'asked':
      await wait(pollMs);
      return false;
    case 'sent':
    case 'printed':
    case 'confirmed':
      if (!isPrinted) await wait(pollMs);
      return isPrinted;
  }
}

async function finishDraw(
  { hands, passTime }: Drive,
  person: Person,
  { donationId, wantedVolumeMl }: DonationDetail,
): Promise<void> {
  passTime(person.drawMs);
  const gramsPerMl = 1.053;
  const grams = Math.round(wantedVolumeMl * person.drawnShare * gramsPerMl * 10) / 10;
  const weighed = await hands.weigh(grams);
  await hands.call('donation.stop', {
    donationId,
    volumeMl: weighed.volumeMl,
    volumeSource: 'scale',
    scaleFrame: weighed.frame,
  });
}

/** Scans the bag label of a drawn unit into a box. */
export async function pack({ hands, box }: Drive, din: string): Promise<void> {
  const raw = await hands.scan(barcode(din, '00'));
  await hands.call('unit.pack', { raw, box });
}
