import type { ToldApart } from '../../contract/enrolment.ts';
import type { Texts } from './TextProvider.tsx';

export interface ToldSentences {
  readonly title: string;
  readonly what: string;
  readonly kept: string;
  readonly toDo: string;
}

/** What happened, what the station keeps and what a person has to do, of a repeat, a restore or a copy. */
export function toldSentences({ t, number }: Texts, told: ToldApart): ToldSentences {
  const values = { seq: number(told.seq), held: number(told.heldSeq) };
  const name = `told.${told.told}` as const;
  const say = (part: 'kept' | 'to-do') =>
    // A repeat has no branch.
    told.wentOn && told.told !== 'repeat'
      ? t(`told.${told.told}.${part}-branch`, values)
      : t(`${name}.${part}`, values);
  return {
    title: t(`${name}.title`),
    what: t(`${name}.what`, values),
    kept: say('kept'),
    toDo: say('to-do'),
  };
}
