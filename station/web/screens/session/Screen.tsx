import { Alert, Button } from 'antd';
import { Link } from 'wouter';
import type { SessionDetail } from '../../../contract/sessions.ts';
import { useMay } from '../../api/me.ts';
import { useCall } from '../../api/use-call.ts';
import { FailureNote } from '../../parts/FailureNote.tsx';
import { useText } from '../../text/TextProvider.tsx';
import { SessionState } from '../sessions/SessionState.tsx';
import { Chain } from './Chain.tsx';
import { Compare } from './Compare.tsx';
import { Donations } from './Donations.tsx';
import { SessionFacts, SessionFigures } from './Facts.tsx';
import { Numbers } from './Numbers.tsx';
import { SetAsides } from './SetAsides.tsx';

/** The vehicle departed from what was confirmed here: said in one sentence each. */
function Against({ knowingly }: Pick<SessionDetail, 'knowingly'>) {
  const { t } = useText();
  if (knowingly === null) return null;
  const { departures, confirmedOn, confirmedVehicle } = knowingly;
  const values = { day: confirmedOn ?? '', vehicle: confirmedVehicle ?? '' };
  return (
    <Alert
      type="warning"
      showIcon
      style={{ marginBottom: 12 }}
      title={[
        t('session.knowingly'),
        ...departures.map((departure) => t(`session.against.${departure}`, values)),
      ].join(' ')}
    />
  );
}

/** One session: what was collected, whether the record is whole, and where seal and station differ. */
export function SessionScreen({ id }: { readonly id: string }) {
  const { t } = useText();
  const mayJudge = useMay('session.set-asides');
  const answer = useCall('session.get', { sessionId: id });
  const session = answer.value;
  return (
    <>
      <div className="bar">
        <Link href="/">← {t('session.back')}</Link>
        <Button className="push" href={`#/sessions/${id}/paper`}>
          {t('paper.print-a4')}
        </Button>
      </div>
      <FailureNote answer={answer} />
      {session !== undefined && (
        <>
          <h1>
            {[session.venue, session.planned].filter((part) => part !== '').join(' · ')}{' '}
            <SessionState session={session} />
          </h1>
          <Against knowingly={session.knowingly} />
          <section className="panel">
            <SessionFigures session={session} />
            <SessionFacts session={session} />
            <Chain id={id} sealValid={session.sealValid} />
          </section>
          <Compare sealed={session.sealed} />
          <Numbers id={id} />
          {mayJudge && <SetAsides id={id} />}
          <Donations id={id} />
        </>
      )}
    </>
  );
}
