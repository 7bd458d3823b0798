import type { ReactNode } from 'react';
import { SaidBar } from './SaidBar.tsx';

interface Props {
  /** Who it is about. */
  readonly left: ReactNode;
  /** The one thing to do. */
  readonly children: ReactNode;
  /** The verdict and what comes next. */
  readonly right: ReactNode;
}

/** The working screens: who on the left, the one thing to do in the middle, verdict and next actions on the right. */
export function Work({ left, children, right }: Props) {
  return (
    <div className="work">
      <div className="panel who">{left}</div>
      <div className="panel task">
        <SaidBar />
        {children}
      </div>
      <div className="side">{right}</div>
    </div>
  );
}
