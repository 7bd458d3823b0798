import type { ReactNode } from 'react';
import type { Identity, RegistrationAnswer } from '../../shared/journal/bodies/donor.ts';
import { useNow } from '../api/now.ts';
import { localDay } from '../text/local-day.ts';
import { useText } from '../text/use-text.ts';
import { isExpired, maskDocument } from './who-view.ts';

interface Props {
  readonly identity: Identity;
  readonly ageYears: number;
  readonly answer: RegistrationAnswer | null;
  readonly organisation?: string | null;
  readonly children?: ReactNode;
}

/** The donor: name, age, document, record. */
export function Who({ identity, ageYears, answer, organisation, children }: Props) {
  const { t, day } = useText();
  const expired = isExpired(identity, localDay(useNow(60_000)));
  const indexed = answer?.indexed ?? null;
  const last = indexed?.history.toSorted((a, b) => (a.date < b.date ? 1 : -1))[0];
  return (
    <>
      <h2 className="name">{identity.name}</h2>
      <p>
        <span className="tag">
          {t(`sex.${identity.sex}`)} {t('who.age', { age: ageYears })}
        </span>
        {answer !== null && (
          <span className="tag">
            {indexed === null
              ? t('who.no-record')
              : indexed.donationCount === 0
                ? t('who.first-time')
                : t('who.nth-time', { n: indexed.donationCount + 1 })}
          </span>
        )}
      </p>
      <dl>
        <dt>{t('who.document')}</dt>
        <dd className="figures">{maskDocument(identity.documentNumber)}</dd>
        <dt>{t('who.valid')}</dt>
        <dd className={expired ? 'warn' : ''}>
          {identity.validTo === null
            ? t('who.valid-always')
            : t(expired ? 'who.expired' : 'who.valid-until', { day: day(identity.validTo) })}
        </dd>
        <dt>{t('who.birth-date')}</dt>
        <dd>{day(identity.birthDate)}</dd>
        {indexed !== null && indexed.bloodGroup !== null && (
          <>
            <dt>{t('who.blood-group')}</dt>
            <dd>{indexed.bloodGroup}</dd>
          </>
        )}
        {organisation !== undefined && organisation !== null && (
          <>
            <dt>{t('who.organisation')}</dt>
            <dd>{organisation}</dd>
          </>
        )}
        {last !== undefined && (
          <>
            <dt>{t('who.last')}</dt>
            <dd>
              {day(last.date)}
              {last.volumeMl !== null && ` · ${last.volumeMl} mL`}
            </dd>
          </>
        )}
        {indexed?.hadReaction === true && (
          <>
            <dt>{t('who.reaction')}</dt>
            <dd className="warn">{t('who.had-reaction')}</dd>
          </>
        )}
      </dl>
      {children}
    </>
  );
}
