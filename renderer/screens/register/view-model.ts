import { parseIdNumber } from '../../../shared/codes/id-number.ts';
import type { MaybeSamePerson } from '../../../shared/contract/donor.ts';
import type { RegistrationCheck } from '../../../shared/domain/screening/schema.ts';
import type { DonorKey } from '../../../shared/ids.ts';
import type { Identity } from '../../../shared/journal/bodies/donor.ts';
import type { Sentence } from '../../text/index.ts';

/** What is typed when no card can be read. */
export interface TypedIdentity {
  readonly documentType: Identity['documentType'];
  readonly documentNumber: string;
  readonly name: string;
  readonly sex: Identity['sex'] | null;
  readonly birthDate: string;
}

export const nothingTyped: TypedIdentity = {
  documentType: 'resident-id',
  documentNumber: '',
  name: '',
  sex: null,
  birthDate: '',
};

/** Documents whose number is the 18-character one with a check character. */
const hasCheckedNumber = (documentType: Identity['documentType']): boolean =>
  documentType === 'resident-id' || documentType === 'hmt-permit';

/** Types a number; one that checks brings the birth date and the sex along. */
export function withNumber(typed: TypedIdentity, documentNumber: string): TypedIdentity {
  const facts = hasCheckedNumber(typed.documentType) ? parseIdNumber(documentNumber) : null;
  if (facts === null || !facts.ok) return { ...typed, documentNumber };
  return { ...typed, documentNumber, sex: facts.value.sex, birthDate: facts.value.birthDate };
}

/** What is wrong with the number as far as it is typed; null: nothing, or not yet to be told. */
export function numberProblem(typed: TypedIdentity): Sentence | null {
  if (typed.documentNumber.length === 0 || !hasCheckedNumber(typed.documentType)) return null;
  const facts = parseIdNumber(typed.documentNumber);
  if (facts.ok) return null;
  if (facts.error === 'wrong-length' && typed.documentNumber.length < 18) return null;
  return { key: `id-number.${facts.error}` };
}

/** The identity that is typed completely, or null. */
export function typedIdentity(typed: TypedIdentity): Identity | null {
  const name = typed.name.trim();
  const checked = hasCheckedNumber(typed.documentType) ? parseIdNumber(typed.documentNumber) : null;
  if (checked !== null && !checked.ok) return null;
  const documentNumber = checked === null ? typed.documentNumber.trim() : checked.value.number;
  if (name === '' || documentNumber.length < 5) return null;
  if (typed.sex === null || typed.birthDate === '') return null;
  return {
    name,
    sex: typed.sex,
    nation: null,
    birthDate: typed.birthDate,
    address: null,
    documentType: typed.documentType,
    documentNumber,
    issuer: null,
    validFrom: null,
    validTo: null,
  };
}

/** The words on the button: registering somebody who may not donate records just that. */
export const registerWords = (kind: RegistrationCheck['kind']): Sentence => ({
  key: kind === 'may-continue' ? 'register.register' : 'register.register-deferred',
});

const mobile = /^1\d{10}$/;
const landline = /^0\d{2,3}-?\d{7,8}(-\d{1,5})?$/;

/** True for an empty field and for what can be a Chinese or international number. */
export const isPhone = (typed: string): boolean =>
  typed === '' || mobile.test(typed) || landline.test(typed) || /^\+\d{6,15}$/.test(typed);

/** What a person said of each proposed record, by its donor key. */
export type SameAnswers = Readonly<Record<string, 'same' | 'other'>>;

export const isEachAnswered = (
  proposals: readonly MaybeSamePerson[],
  answers: SameAnswers,
): boolean => proposals.every(({ donorKey }) => answers[donorKey] !== undefined);

/** The records that were confirmed to be this person's. */
export const confirmedKeys = (
  proposals: readonly MaybeSamePerson[],
  answers: SameAnswers,
): DonorKey[] => proposals.map(({ donorKey }) => donorKey).filter((key) => answers[key] === 'same');
