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

/** `sealing`: the core may say that no session is open before the seal itself has come back to be shown. */
type Seal = 'open' | 'sealing' | CallOutput<'session.seal'>;

interface Props {
  readonly day: Reconciliation;
  readonly onSeal: (seal: Seal) => void;
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

function Closing({ day, onSeal }: Props) {
  const { t } = useText();
  const [second, setSecond] = useState<OperatorId | null>(null);
  const seal = useCommand('session.seal');
  useScan(() => false);
  const adds = day.differences.length === 0;
  const submit = async (): Promise<void> => {
    if (second === null) return;
    onSeal('sealing');
    const sealed = await seal.run({ secondOperator: second });
    onSeal(sealed.ok ? sealed.value : 'open');
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
  const [seal, setSeal] = useState<Seal>('open');
  const state = valueOf(useCall('app.state', {}));
  const isOpen = state !== null && state.openSession !== null;
  const day = useCall('session.reconciliation', {}, { enabled: isOpen, outlastsRefusal: true });
  if (seal === 'open' && state !== null && !isOpen) return <Redirect to="/open" replace />;
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
      {typeof seal === 'object' ? (
        <Sealed sealed={seal} />
      ) : (
        <Waiting answer={day}>{(value) => <Closing day={value} onSeal={setSeal} />}</Waiting>
      )}
    </Frame>
  );
}
