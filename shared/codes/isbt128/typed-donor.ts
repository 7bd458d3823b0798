import { err, ok, type Result } from '../../result.ts';
import { foldTyped } from '../fold.ts';
import { mod37Character } from './check-character.ts';
import { readStructure } from './data-structure.ts';
import type { FacilityNumber } from './structure-contents.ts';

const DATA_LENGTH = 21;

/** A donor's number (data structure 019) typed from paper: 21 characters and the check character that ST-001 table 30 requires. */
export const parseTypedDonorNumber = (
  typed: string,
): Result<FacilityNumber, 'wrong-length' | 'bad-character' | 'check-character-wrong'> => {
  const text = foldTyped(typed);
  if (text.length !== DATA_LENGTH + 1) return err('wrong-length');
  const data = text.slice(0, DATA_LENGTH);
  const read = readStructure(`=;${data}`);
  if (!read.ok || read.value.name !== 'donor-identification') return err('bad-character');
  return mod37Character(data) === text.charAt(DATA_LENGTH)
    ? ok(read.value.content)
    : err('check-character-wrong');
};
