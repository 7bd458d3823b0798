import { call } from '../../api/call.ts';
import { useCall } from '../../api/use-call.ts';
import { useNames } from '../../api/use-names.ts';
import { useWhole } from '../../api/use-whole.ts';
import { FailureNote } from '../../parts/FailureNote.tsx';
import { useText } from '../../text/TextProvider.tsx';
import { fateColumns } from '../din-ranges/fate-columns.tsx';
import { Compare } from '../session/Compare.tsx';
import { donationColumns } from '../session/Donations.tsx';
import { SessionFacts, SessionFigures } from '../session/Facts.tsx';
import { NumberCounts } from '../session/Numbers.tsx';
import { Paper } from './Paper.tsx';
import { PaperTable } from './PaperTable.tsx';

/** 采血场次核对单: what goes with the units to the laboratory, whole and with places to sign. */
export function SessionPaper({ id: sessionId }: { readonly id: string }) {
  const texts = useText();
  const { t } = texts;
  const names = useNames();
  const session = useCall('session.get', { sessionId });
  const numbers = useCall('session.numbers', { sessionId, size: 1 });
  const lines = useWhole(
    `numbers ${sessionId}`,
    (part) => call('session.numbers', { sessionId, ...part }),
    (found) => found.lines,
  );
  const donations = useWhole(
    `donations ${sessionId}`,
    (part) => call('session.donations', { sessionId, ...part }),
    (found) => found,
  );
  const asked = [session, numbers, lines, donations];
  const failed = asked.find(({ failure }) => failure !== undefined);
  const title = [session.value?.venue ?? '', session.value?.planned ?? ''];
  return (
    <Paper
      title={[t('paper.session-title'), ...title].filter((part) => part !== '').join(' · ')}
      back={`/sessions/${sessionId}`}
      isWhole={asked.every(({ value }) => value !== undefined)}
      signed
    >
      {failed && <FailureNote answer={failed} />}
      {session.value && (
        <section className="panel">
          <SessionFigures session={session.value} />
          <SessionFacts session={session.value} />
        </section>
      )}
      {session.value && <Compare sealed={session.value.sealed} />}
      <h2>{t('numbers.title')}</h2>
      {numbers.value && (
        <section className="panel">
          <NumberCounts numbers={numbers.value} />
        </section>
      )}
      <PaperTable
        columns={fateColumns(texts, names, false)}
        rows={lines.value ?? []}
        rowKey={({ kind, firstDin }) => `${kind} ${firstDin}`}
      />
      <h2>{t('session.donation-list')}</h2>
      <PaperTable
        columns={donationColumns(texts)}
        rows={donations.value ?? []}
        rowKey={({ donationId }) => donationId}
      />
    </Paper>
  );
}
