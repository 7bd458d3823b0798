import { roles } from '../../shared/roles.ts';
import type { CallFailure } from '../api/client.ts';
import { dinText } from '../scan/meaning.ts';
import { isTextKey, type Sentence, type Value } from './index.ts';

const isoDate = /^\d{4}-\d{2}-\d{2}$/;

/** Details that are themselves names of something the page has words for. */
const wordedBy: Readonly<Record<string, readonly string[]>> = {
  stage: ['stage'],
  problem: ['id-number', 'scan.problem', 'print.problem'],
};

/** Refusals carry bare values; their names say what they are. */
const detailToValue = (name: string, value: string | number): Value => {
  if (typeof value === 'number') {
    if (name.endsWith('AtMs')) return { atMs: value };
    return name.endsWith('Ms') ? { durationMs: value } : value;
  }
  if (name === 'roles') {
    return {
      keys: roles.filter((role) => value.includes(role)).map((role) => `role.${role}` as const),
    };
  }
  if (name === 'din') return dinText(value);
  const worded = wordedBy[name]?.map((prefix) => `${prefix}.${value}`).find(isTextKey);
  if (worded !== undefined) return { keys: [worded] };
  return isoDate.test(value) ? { day: value } : value;
};

/** The sentence a failure is told with; a refusal's own values go into it. */
export function failureSentence(failure: CallFailure): Sentence {
  switch (failure.kind) {
    case 'refused':
      return {
        key: `refusal.${failure.reason}`,
        values: Object.fromEntries(
          Object.entries(failure.details).map(([name, value]) => [
            name,
            detailToValue(name, value),
          ]),
        ),
      };
    case 'invalid-input':
      return { key: 'failure.invalid-input', values: { fields: failure.paths.join(', ') } };
    case 'unknown-call':
      return { key: 'failure.unknown-call' };
    case 'fault':
      return { key: 'failure.fault', values: { incident: failure.incident } };
    case 'lost':
      return { key: 'failure.lost' };
    case 'not-paired':
      return { key: 'failure.not-paired' };
  }
}
