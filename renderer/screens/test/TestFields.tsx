import type { PreDonationTests, RuleSet } from '../../../shared/domain/screening/schema.ts';
import type { Identity } from '../../../shared/journal/bodies/donor.ts';
import { Choices } from '../../parts/Choices.tsx';
import { limitsOf } from '../../parts/limits-view.ts';
import { ToConfirm } from '../../parts/ToConfirm.tsx';
import { MeasuredField } from '../../parts/MeasuredField.tsx';
import { useText } from '../../text/use-text.ts';

interface Props {
  readonly ruleSet: RuleSet;
  readonly sex: Identity['sex'];
  readonly tests: PreDonationTests;
  readonly onChange: (change: Partial<PreDonationTests>) => void;
}

/** ABO, haemoglobin by drop or by number, ALT, rapid HBsAg. */
export function TestFields({ ruleSet, sex, tests, onChange }: Props) {
  const { t, ruleText } = useText();
  const drop = ruleSet.copperSulphate.find((rule) => rule.sex === sex);
  return (
    <div className="measures">
      <div className="measured">
        <span>{t('test.abo')}</span>
        <Choices
          label={t('test.abo')}
          value={tests.aboForward}
          onChoose={(aboForward) => onChange({ aboForward })}
          choices={(['A', 'B', 'O', 'AB'] as const).map((value) => ({ value, label: value }))}
        />
        <span className="limit">{t('test.abo-how')}</span>
      </div>
      <div className={tests.copperSulphatePass === false ? 'measured outside' : 'measured'}>
        <span>{t('test.drop')}</span>
        <Choices
          label={t('test.drop')}
          value={
            tests.copperSulphatePass === null ? null : tests.copperSulphatePass ? 'sinks' : 'floats'
          }
          onChoose={(drop) => onChange({ copperSulphatePass: drop === 'sinks' })}
          choices={[
            { value: 'sinks', label: t('test.drop-sinks'), tone: 'go' },
            { value: 'floats', label: t('test.drop-floats'), tone: 'stop' },
          ]}
        />
        <span className="limit">
          {drop !== undefined && (
            <>
              {`≥ ${drop.densityGPerMl.toFixed(4)}`}
              {drop.clause !== null && (
                <small>{t('verdict.clause', { clause: drop.clause })}</small>
              )}
              {drop.confirm && <ToConfirm />}
            </>
          )}
        </span>
        {tests.copperSulphatePass === false && drop !== undefined && (
          <p className="missed" role="alert">
            {ruleText(drop.text)}
          </p>
        )}
      </div>
      <MeasuredField
        label={t('test.haemoglobin-number')}
        unit="g/L"
        value={tests.haemoglobinGPerL}
        min={20}
        max={300}
        limits={limitsOf(ruleSet, 'haemoglobinGPerL', sex, false)}
        onChange={(haemoglobinGPerL) => onChange({ haemoglobinGPerL })}
      />
      <MeasuredField
        label={t('test.alt')}
        unit="U/L"
        value={tests.altUPerL}
        min={0}
        max={10_000}
        limits={limitsOf(ruleSet, 'altUPerL', sex, false)}
        onChange={(altUPerL) => onChange({ altUPerL })}
      />
      <div className={tests.hbsAgRapid === 'positive' ? 'measured outside' : 'measured'}>
        <span>{t('test.hbsag')}</span>
        <Choices
          label={t('test.hbsag')}
          value={tests.hbsAgRapid}
          onChoose={(hbsAgRapid) => onChange({ hbsAgRapid })}
          choices={[
            { value: 'negative', label: t('test.negative'), tone: 'go' },
            { value: 'positive', label: t('test.positive'), tone: 'stop' },
            { value: 'invalid', label: t('test.invalid'), tone: 'wait' },
          ]}
        />
        <span className="limit">
          {ruleSet.hbsAgRapidPositive.clause !== null && (
            <small>{t('verdict.clause', { clause: ruleSet.hbsAgRapidPositive.clause })}</small>
          )}
          {ruleSet.hbsAgRapidPositive.confirm && <ToConfirm />}
          {tests.hbsAgRapid === 'invalid' && <b className="not-measured">{t('test.repeat')}</b>}
        </span>
      </div>
    </div>
  );
}
