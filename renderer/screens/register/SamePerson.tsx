import type { MaybeSamePerson } from '../../../shared/contract/donor.ts';
import { Choices } from '../../parts/Choices.tsx';
import { HeldDeferrals } from '../../parts/HeldDeferrals.tsx';
import { useText } from '../../text/use-text.ts';
import type { SameAnswers } from './view-model.ts';

interface Props {
  readonly proposals: readonly MaybeSamePerson[];
  readonly answers: SameAnswers;
  readonly onChange: (answers: SameAnswers) => void;
}

/** Records under another document with the same name, birth date and sex: each is answered by a person, none is merged by itself. */
export function SamePerson({ proposals, answers, onChange }: Props) {
  const { t, day } = useText();
  if (proposals.length === 0) return null;
  return (
    <section className="same-person" aria-label={t('same-person.title')}>
      <h2 className="panel-title">{t('same-person.title')}</h2>
      <p className="soft">{t('same-person.how')}</p>
      <ul>
        {proposals.map((record) => (
          <li key={record.donorKey}>
            <div>
              <b>
                {record.ticket === null
                  ? t('same-person.other-document')
                  : t('same-person.in-session', { ticket: record.ticket })}
              </b>
              <small>
                {t('same-person.donations', { n: record.donationCount })}
                {record.lastDonationOn !== null &&
                  ` · ${t('same-person.last', { day: day(record.lastDonationOn) })}`}
              </small>
              <HeldDeferrals deferrals={record.deferrals} />
            </div>
            <Choices
              label={t('same-person.title')}
              value={answers[record.donorKey] ?? null}
              onChoose={(answer) => onChange({ ...answers, [record.donorKey]: answer })}
              choices={[
                { value: 'same', label: t('same-person.same'), tone: 'wait' },
                { value: 'other', label: t('same-person.other') },
              ]}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}
