import type { DonationPhase } from '../donation/state.ts';

export type LedgerDonation = {
  readonly din: string;
  readonly phase: DonationPhase;
  readonly volumeMl: number | null;
  /** Labels of its set not scanned back. */
  readonly labelsMissing: number;
  /** The box in which it lies among others although the station holds it; null where it does not. */
  readonly takeOutOf: string | null;
};

export type PrintState =
  | 'asked'
  | 'sent'
  | 'uncertain'
  | 'printed'
  | 'not-printed'
  | 'confirmed'
  | 'failed';

/** What a day must account for. */
export type DayLedger = {
  readonly dins: {
    readonly issuedCount: number;
    readonly isIssued: (din: string) => boolean;
    /** Numbers destroyed without ever belonging to a donation. */
    readonly spoiledUnused: readonly string[];
    /** Unused label sets counted at closing; null where the rest simply stays on the vehicle. */
    readonly returnedCount: number | null;
  };
  readonly donations: readonly LedgerDonation[];
  readonly visits: readonly { readonly ticket: number; readonly isEnded: boolean }[];
  readonly printJobs: readonly {
    readonly jobId: string;
    readonly din: string;
    readonly state: PrintState;
  }[];
  /** Tubes counted into the boxes; null where tubes are not counted apart. */
  readonly tubes: { readonly perDonation: number; readonly counted: number } | null;
};

export const differenceCodes = [
  'visit-open',
  'donation-not-started',
  'draw-running',
  'unit-not-packed',
  'held-unit-among-others',
  'volume-missing',
  'labels-unconfirmed',
  'print-unsettled',
  'din-twice',
  'din-not-issued',
  'dins-unaccounted',
  'tubes-differ',
] as const;
export type DifferenceCode = (typeof differenceCodes)[number];

/** `settle` keys the sentence that says what to do; `details` are its values, never a name. */
export type Difference = {
  readonly code: DifferenceCode;
  readonly settle: `settle.${DifferenceCode}`;
  readonly details: Readonly<Record<string, string | number>>;
};

const difference = (
  code: DifferenceCode,
  details: Readonly<Record<string, string | number>>,
): Difference => ({ code, settle: `settle.${code}`, details });

const ofDonation = ({
  din,
  phase,
  volumeMl,
  labelsMissing,
  takeOutOf,
}: LedgerDonation): Difference[] => {
  switch (phase) {
    case 'prepared':
    case 'labels-checked':
      return [difference('donation-not-started', { din })];
    case 'started':
      return [difference('draw-running', { din })];
    case 'spoiled':
      return [];
    case 'stopped':
    case 'packed':
      return [
        ...(phase === 'stopped' ? [difference('unit-not-packed', { din })] : []),
        ...(takeOutOf === null
          ? []
          : [difference('held-unit-among-others', { din, box: takeOutOf })]),
        ...(volumeMl === null ? [difference('volume-missing', { din })] : []),
        ...(labelsMissing > 0 ? [difference('labels-unconfirmed', { din, labelsMissing })] : []),
      ];
  }
};

const ofNumbers = ({ dins, donations }: DayLedger): Difference[] => {
  const taken = [...donations.map(({ din }) => din), ...dins.spoiledUnused];
  const times = new Map<string, number>();
  for (const din of taken) times.set(din, (times.get(din) ?? 0) + 1);
  const found: Difference[] = [];
  for (const [din, count] of times) {
    if (count > 1) found.push(difference('din-twice', { din, times: count }));
    if (!dins.isIssued(din)) found.push(difference('din-not-issued', { din }));
  }
  const left = dins.issuedCount - taken.length;
  const returned = dins.returnedCount ?? Math.max(left, 0);
  if (returned !== left) {
    found.push(
      difference('dins-unaccounted', {
        issued: dins.issuedCount,
        taken: taken.length,
        returned,
        missing: left - returned,
      }),
    );
  }
  return found;
};

const UNSETTLED: ReadonlySet<PrintState> = new Set(['asked', 'sent', 'uncertain']);

/** Tubes go with every unit that was drawn and not spoiled. */
const ofTubes = ({ tubes, donations }: DayLedger): Difference[] => {
  if (tubes === null) return [];
  const drawn = donations.filter(({ phase }) => phase === 'stopped' || phase === 'packed').length;
  const expected = drawn * tubes.perDonation;
  return tubes.counted === expected
    ? []
    : [difference('tubes-differ', { expected, counted: tubes.counted })];
};

/** What does not add up at the end of a day, people first, then bags, numbers, labels, tubes. Empty: it may be sealed. */
export const reconcileDay = (ledger: DayLedger): readonly Difference[] => [
  ...ledger.visits
    .filter(({ isEnded }) => !isEnded)
    .map(({ ticket }) => difference('visit-open', { ticket })),
  ...ledger.donations.flatMap(ofDonation),
  ...ofNumbers(ledger),
  ...ledger.printJobs
    .filter(({ state }) => UNSETTLED.has(state))
    .map(({ jobId, din, state }) => difference('print-unsettled', { jobId, din, state })),
  ...ofTubes(ledger),
];
