import { resolutionDecision } from '../../../../shared/sync/verdicts.ts';
import { type CommandName, stationCalls } from '../../../contract/index.ts';
import { type ActFact, actFact, type ActFacts } from '../../../contract/people.ts';
import { stationRole } from '../../../contract/roles.ts';
import type { Names } from '../../api/use-names.ts';
import { dinText } from '../../text/formats.ts';
import type { Texts } from '../../text/TextProvider.tsx';

const commands: ReadonlySet<string> = new Set(
  Object.entries(stationCalls).flatMap(([name, { kind }]) => (kind === 'command' ? [name] : [])),
);

export const isActName = (name: string): name is CommandName => commands.has(name);

/** Everything a person can do here. */
export const actNames: readonly CommandName[] = [...commands].filter(isActName);

/** What is known of an act, each under its word, in the order of the contract. */
export const actFacts = (texts: Texts, names: Names, facts: ActFacts): readonly string[] =>
  actFact.options.flatMap((fact) => {
    const value = facts[fact];
    return value === undefined
      ? []
      : [`${texts.t(`act-fact.${fact}`)} ${valueOf(texts, names, fact, value)}`];
  });

function valueOf({ t }: Texts, names: Names, fact: ActFact, value: string): string {
  switch (fact) {
    case 'roles':
      return value
        .split(' ')
        .map((each) => {
          const role = stationRole.safeParse(each);
          return role.success ? t(`role.${role.data}`) : each;
        })
        .join(' ');
    case 'decision': {
      const decision = resolutionDecision.safeParse(value);
      return decision.success ? t(`decision.${decision.data}`) : value;
    }
    case 'first-din':
      return dinText(value);
    case 'vehicle':
    case 'to-vehicle':
      return names.plate(value);
    case 'team':
      return value.split(' ').map(names.operator).join(' ');
    case 'name':
    case 'reason':
    case 'until':
    case 'why':
    case 'count':
    case 'file':
    case 'day':
    case 'other-unit':
      return value;
  }
}
