import { civilDateSchema } from '../../shared/domain/civil-date.ts';
import type { RuleSet } from '../../shared/domain/screening/schema.ts';
import type { KnownEntry } from '../intake/known-entry.ts';
import type { Projected } from '../projection/project.ts';
import { type RuleSetInForce, ruleSetOn } from './rule-sets.ts';
import type { Verdict } from './verdict.ts';

/** A day opened, or blood drawn, under another rule set than the one in force on that day by the station's books. */
export function judgeRulesUsed(
  understood: readonly KnownEntry[],
  { rows }: Projected,
  sets: readonly RuleSet[],
): readonly Verdict[] {
  const onDay = new Map<string, RuleSetInForce | undefined>();
  const rulesOn = (day: string): RuleSetInForce | undefined => {
    if (!onDay.has(day)) onDay.set(day, ruleSetOn(sets, civilDateSchema.parse(day)));
    return onDay.get(day);
  };
  return understood.flatMap((known): Verdict[] => {
    const { entry } = known;
    if (known.type === 'session.opened') {
      const { id, version, sha256 } = known.body.ruleSet;
      const right = rulesOn(entry.day);
      const isRight =
        right?.sha256 === sha256 && right.ruleSet.id === id && right.ruleSet.version === version;
      return isRight ? [] : [verdictOf(entry.seq, null, `${id}@${version}`, right)];
    }
    if (known.type !== 'donation.prepared') return [];
    const used = rows.visits.get(known.body.visitId)?.rule_set_sha256 ?? null;
    const right = rulesOn(entry.day);
    // No decision at all is another matter, which the vehicle refuses and the projection shows.
    if (used === null || used === right?.sha256) return [];
    return [verdictOf(entry.seq, known.body.donationId, used.slice(0, 12), right)];
  });
}

const verdictOf = (
  seq: number,
  donationId: string | null,
  used: string,
  right: RuleSetInForce | undefined,
): Verdict => ({
  ...{ seq, reason: 'rule-set-not-in-force', donationId },
  facts: { used, inForce: right ? `${right.ruleSet.id}@${right.ruleSet.version}` : '' },
});
