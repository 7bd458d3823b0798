import { spoilReason } from '../../../shared/journal/bodies/donation.ts';
import { spoiledWords } from '../../contract/words.ts';
import type { Texts } from './TextProvider.tsx';

/** Why a number was spoiled, in words; a person's own words as they are. */
export function spoiledWord({ said }: Texts, why: string): string {
  const reason = spoilReason.safeParse(why);
  return reason.success ? said(spoiledWords[reason.data]) : why;
}
