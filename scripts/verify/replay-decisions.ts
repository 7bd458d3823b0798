import { readEntries, epochStates } from '../../electron/core/store/journal.ts';
import { takenAlong } from '../../electron/core/store/reads/station-data.ts';
import type { Reader } from '../../electron/core/store/writer.ts';
import type { Resources } from '../../electron/core/services/context.ts';
import { systemHashing } from '../../electron/core/system.ts';
import { decide } from '../../shared/domain/screening/decide.ts';
import { ruleSetSchema, type RuleSet } from '../../shared/domain/screening/schema.ts';
import { canonicalJson } from '../../shared/journal/canonical.ts';
import type { Entry } from '../../shared/journal/entry.ts';
import { entryBodies } from '../../shared/journal/types.ts';

const pageEntries = 500;

export interface DifferentDecision {
  readonly kind: 'different-decision';
  readonly epoch: string;
  readonly seq: number;
  readonly kept: string;
  readonly replayed: string;
}

export interface SameDecisions {
  readonly kind: 'same-decisions';
  readonly decisions: number;
  /** Made under a rule set or questionnaire that is not at hand: they cannot be made again here. */
  readonly withoutRules: number;
}

type Rules = Pick<Resources, 'ruleSets' | 'questionnaires'>;

/**
 * Decides again for every decision of the journal, from the facts kept with it under the rule set it names by hash. The first that
 * comes out otherwise is named. Rule sets at hand: those the program ships with and those the station sent.
 */
export function replayDecisions(db: Reader, rules: Rules): SameDecisions | DifferentDecision {
  const fromStation = (takenAlong(db)?.data.ruleSets ?? []).map((set) => ruleSetSchema.parse(set));
  const bySha256 = new Map(
    [...rules.ruleSets, ...fromStation].map((set) => [
      systemHashing.sha256(canonicalJson(set)),
      set,
    ]),
  );
  let decisions = 0;
  let withoutRules = 0;
  for (const { epoch, head } of epochStates(db)) {
    for (let seq = 1; seq <= head.seq; seq += pageEntries) {
      for (const entry of readEntries(db, epoch, seq, pageEntries)) {
        if (entry.type !== 'screening.decided') continue;
        const found = replayed(entry, bySha256, rules);
        if (found === 'no-rules') withoutRules += 1;
        else if (found === 'same') decisions += 1;
        else return found;
      }
    }
  }
  return { kind: 'same-decisions', decisions, withoutRules };
}

function replayed(
  { epoch, seq, body }: Entry,
  bySha256: ReadonlyMap<string, RuleSet>,
  { questionnaires }: Rules,
): DifferentDecision | 'same' | 'no-rules' {
  const { input, ruleSetSha256, decision } = entryBodies['screening.decided'].parse(body);
  const ruleSet = bySha256.get(ruleSetSha256);
  const { id, version } = decision.questionnaire;
  const questionnaire = questionnaires.find((each) => each.id === id && each.version === version);
  if (!ruleSet || !questionnaire) return 'no-rules';
  const again = decide(input, ruleSet, questionnaire);
  if (canonicalJson(again) === canonicalJson(decision)) return 'same';
  return { kind: 'different-decision', epoch, seq, kept: decision.kind, replayed: again.kind };
}
