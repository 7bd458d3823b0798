import { Alert } from 'antd';
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
import { SetAsides } from './SetAsides.tsx';

function Figures({ session }: { readonly session: SessionDetail }) {
  const { t, units, number } = useText();
  const figures = [
    [t('session.donors'), number(session.donors)],
    [t('session.eligible'), number(session.eligible)],
    [t('session.deferred'), number(session.deferred)],
    [t('session.donations'), number(session.donations)],
    [t('session.units'), units(session.volumeMl)],
    [t('session.target'), number(session.target)],
    [t('session.set-aside'), number(session.setAside)],
  ] as const;
  return (
    <dl className="figures">
      {figures.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Facts({ session }: { readonly session: SessionDetail }) {
  const { t, moment, language } = useText();
  const sealers = [session.sealedBy, session.secondOperator].filter((who) => who !== null);
  return (
    <p className="soft">
      {session.plate} · {session.vehicle}
      {session.organisations.length > 0 &&
        ` · ${session.organisations.join(language === 'en' ? ', ' : '、')}`}
      <br />
      {moment(session.openedAtMs)} {t('session.by', { who: session.openedBy })}
      {session.sealedAtMs !== null &&
        ` · ${moment(session.sealedAtMs)} ${t('session.sealed-by', { who: sealers.join(' + ') })}`}
      {` · ${t('session.received')} ${moment(session.lastReceivedAtMs)}`}
    </p>
  );
}

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
      <p>
        <Link href="/">← {t('session.back')}</Link>
      </p>
      <FailureNote answer={answer} />
      {session !== undefined && (
        <>
          <h1>
            {[session.planned, session.venue].filter((part) => part !== '').join(' · ')}{' '}
            <SessionState session={session} />
          </h1>
          <Against knowingly={session.knowingly} />
          <section className="panel">
            <Figures session={session} />
            <Facts session={session} />
            <Chain id={id} sealValid={session.sealValid} />
          </section>
          <Compare sealed={session.sealed} />
          {mayJudge && <SetAsides id={id} />}
          <Donations id={id} />
        </>
      )}
    </>
  );
}
