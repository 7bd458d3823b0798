import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { useConnection } from '../api/BridgeProvider.tsx';
import { useText } from '../text/use-text.ts';
import { FootBar } from './FootBar.tsx';

interface Props {
  /** What stands in the strip on top: a title, or the day's figures. */
  readonly head: ReactNode;
  readonly children: ReactNode;
}

/** The frame of every screen: the strip on top, the work, and the state of devices and sync at the foot. */
export function Frame({ head, children }: Props) {
  const { t } = useText();
  const connection = useConnection();
  return (
    <div className="page">
      <header>
        <Link href="/" className="brand">
          {t('app.name')}
        </Link>
        {head}
      </header>
      <main>
        {connection === 'down' && (
          <div className="say stop lost" role="alert">
            {t('frame.connection-lost')}
          </div>
        )}
        {children}
      </main>
      <FootBar />
    </div>
  );
}

/** The strip of a screen that is about one thing. */
export function Title({
  title,
  sub,
  children,
}: {
  title: string;
  sub?: string;
  children?: ReactNode;
}) {
  const { t } = useText();
  return (
    <>
      <h1 className="title">{title}</h1>
      {sub !== undefined && <span className="drive">{sub}</span>}
      <span className="head-right">
        {children}
        <Link href="/" className="head-link">
          {t('frame.to-board')}
        </Link>
      </span>
    </>
  );
}
