import { Button, Spin } from 'antd';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { useMe } from '../../api/me.ts';
import { useCall } from '../../api/use-call.ts';
import { useText } from '../../text/TextProvider.tsx';

const signatures = ['paper.handed-over', 'paper.received', 'paper.checked'] as const;

/** A sheet as it is printed: what it is, who printed it when, its content, and places to sign. */
export function Paper({
  title,
  back,
  isWhole,
  signed = false,
  children,
}: {
  readonly title: string;
  readonly back: string;
  /** Everything is there: half a list is not printed. */
  readonly isWhole: boolean;
  readonly signed?: boolean;
  readonly children: ReactNode;
}) {
  const { t, moment } = useText();
  const me = useMe();
  const { stationName = '', nowMs = null } = useCall('me.get', {}).value ?? {};
  return (
    <article className="paper">
      <div className="bar no-print">
        <Link href={back}>← {t('paper.back')}</Link>
        <Button className="push" type="primary" disabled={!isWhole} onClick={() => window.print()}>
          {t('paper.print')}
        </Button>
      </div>
      <header>
        <h1>{title}</h1>
        <p>
          {stationName} · {t('paper.printed', { at: moment(nowMs), who: me.name })}
        </p>
      </header>
      {isWhole ? children : <Spin description={t('paper.loading')} />}
      {isWhole && signed && (
        <footer className="signatures">
          {signatures.map((name) => (
            <div key={name}>
              <span>{t(name)}</span>
              <span>{t('paper.sign-date')}</span>
            </div>
          ))}
        </footer>
      )}
    </article>
  );
}
