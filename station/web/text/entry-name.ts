import { isEntryType } from '../../../shared/journal/types.ts';
import type { Texts } from './TextProvider.tsx';

/** A kind of journal entry in words; one this station does not know keeps its name, so that it can be asked about. */
export const entryName = ({ t }: Texts, type: string): string =>
  isEntryType(type) ? t(`entry.${type}`) : t('entry-unknown', { type });
