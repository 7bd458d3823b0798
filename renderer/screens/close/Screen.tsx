import { useState } from 'react';
import { Link, Redirect } from 'wouter';
import type { CallOutput } from '../../../shared/contract/index.ts';
import type { OperatorId } from '../../../shared/ids.ts';
import { useCall, valueOf } from '../../api/use-call.ts';
import { useCommand } from '../../api/use-command.ts';
import { Frame, Title } from '../../parts/Frame.tsx';
import { SecondPerson } from '../../parts/SecondPerson.tsx';
import { Waiting } from '../../parts/Waiting.tsx';
import { Work } from '../../parts/Work.tsx';
import { useScan } from '../../scan/ScanRouter.tsx';
import { useText } from '../../text/use-text.ts';
import { Differences } from './Differences.tsx';
import { Sealed } from './Sealed.tsx';

type Reconciliation = CallOutput<'session.reconciliation'>;

interface Props {
  readonly day: Reconciliation;
  readonly onSealed: (sealed: CallOutput<'session.seal'>) => void;
}

export function Totals({ totals }: { readonly totals: Reconciliation['totals'] }) {
  const { t, number } = useText();
  const rows = [
    ['board.registered', number(totals.donors)],
    ['board.eligible', number(totals.eligible)],
    ['close.deferred', number(totals.deferred)],
    ['close.donations', number(totals.donations)],
    ['close.volume', `${number(totals.volumeMl)} mL · ${number(totals.units)} U`],
    ['close.dins-used', number(totals.dinsUsed)],
    ['close.dins-spoiled', number(totals.dinsSpoiled)],
    ['close.dins-returned', number(totals.dinsReturned)],
  ] as const;
  return (
    <dl className="result">
      {rows.map(([key, value]) => (
        <div key={key}>
          <dt>{t(key)}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Closing({ day, onSealed }: Props) {
  const { t } = useText();
  const [second, setSecond] = useState<OperatorId | null>(null);
  const seal = useCommand('session.seal');
  useScan(() => false);
  const adds = day.differences.length === 0;
  const submit = async (): Promise<void> => {
    if (second === null) return;
    const sealed = await seal.run({ secondOperator: second });
    if (sealed.ok) onSealed(sealed.value);
  };
  return (
    <Work
      left={
        <>
          <h2 className="panel-title">{t('close.totals')}</h2>
          <Totals totals={day.totals} />
        </>
      }
      right={
        <>
          <section className={adds ? 'verdict go' : 'verdict wait'}>
            <h2>{adds ? t('close.adds') : t('close.open', { n: day.differences.length })}</h2>
            <p>{t(adds ? 'close.adds-how' : 'close.open-how')}</p>
          </section>
          <div className="panel">
            <SecondPerson label={t('close.second')} value={second} onChange={setSecond} />
            <button
              type="button"
              className="btn main"
              disabled={!adds || second === null || seal.busy}
              onClick={() => void submit()}
            >
              {t('close.seal')}
            </button>
            <p className="soft under">{t('close.seal-how')}</p>
          </div>
        </>
      }
    >
      <h2 className="panel-title">{t('close.differences')}</h2>
      <Differences differences={day.differences} />
    </Work>
  );
}

/** 日终: what does not add up, each with the way to settle it; then the seal, by two people. */
export function CloseScreen() {
  const { t } = useText();
  const [sealed, setSealed] = useState<CallOutput<'session.seal'> | null>(null);
  const state = valueOf(useCall('app.state', {}));
  const isOpen = state !== null && state.openSession !== null;
  const day = useCall('session.reconciliation', {}, { enabled: isOpen, outlastsRefusal: true });
  // Just sealed: the day's last answer is still here, and its seal is about to be shown.
  const isOver = state !== null && !isOpen && day.state !== 'answered';
  if (sealed === null && isOver) return <Redirect to="/open" replace />;
  return (
    <Frame
      head={
        <Title title={t('close.title')} sub={t('close.sub')}>
          <Link href="/sync" className="head-link">
            {t('sync.title')}
          </Link>
        </Title>
      }
    >
      {sealed === null ? (
        <Waiting answer={day}>{(value) => <Closing day={value} onSealed={setSealed} />}</Waiting>
      ) : (
        <Sealed sealed={sealed} />
      )}
    </Frame>
  );
}
