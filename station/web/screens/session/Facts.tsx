import { Alert } from 'antd';
import type { SessionDetail } from '../../../contract/sessions.ts';
import { useNames } from '../../api/use-names.ts';
import { Figures } from '../../parts/Figures.tsx';
import { useText } from '../../text/TextProvider.tsx';

export function SessionFigures({ session }: { readonly session: SessionDetail }) {
  const { t, units, number } = useText();
  return (
    <Figures
      figures={[
        [t('session.donors'), number(session.donors)],
        [t('session.eligible'), number(session.eligible)],
        [t('session.deferred'), number(session.deferred)],
        [t('session.donations'), number(session.donations)],
        [t('session.units'), units(session.volumeMl)],
        [t('session.target'), number(session.target)],
        [t('session.set-aside'), number(session.setAside)],
      ]}
    />
  );
}

/** Which vehicle, for whom, and who opened and sealed it when. */
export function SessionFacts({ session }: { readonly session: SessionDetail }) {
  const { t, moment, language } = useText();
  const { operator } = useNames();
  const sealers = [session.sealedBy, session.secondOperator].flatMap((who) =>
    who === null ? [] : [operator(who)],
  );
  const sealed = {
    at: session.sealedAtMs,
    said: t('session.sealed-by', { who: sealers.join(' + ') }),
  };
  return (
    <>
      <p className="soft">
        {session.plate} · {session.vehicle}
        {session.organisations.length > 0 &&
          ` · ${session.organisations.join(language === 'en' ? ', ' : '、')}`}
        <br />
        {moment(session.openedAtMs)} {t('session.by', { who: operator(session.openedBy) })}
        {sealed.at !== null && ` · ${moment(sealed.at)} ${sealed.said}`}
        {` · ${t('session.received')} ${moment(session.lastReceivedAtMs)}`}
      </p>
      {session.repeatedAtMs !== null && (
        <Alert
          type="info"
          showIcon
          title={t('told.session-repeated', { at: moment(session.repeatedAtMs) })}
          style={{ marginBottom: 8 }}
        />
      )}
    </>
  );
}
