import type { ReactNode } from 'react';

interface Props {
  readonly title: string;
  readonly sub?: string;
  readonly children?: ReactNode;
}

const bars = [
  [4, 4],
  [11, 2],
  [16, 6],
  [25, 2],
  [30, 4],
  [37, 2],
  [42, 6],
] as const;

/** Says what to scan now. */
export function ScanBox({ title, sub, children }: Props) {
  return (
    <div className="scan">
      <svg width="54" height="54" viewBox="0 0 54 54" aria-hidden="true">
        {bars.map(([x, width]) => (
          <rect key={x} x={x} y="8" width={width} height="38" fill="currentColor" />
        ))}
      </svg>
      <div className="scan-words">
        <b>{title}</b>
        {sub !== undefined && <span>{sub}</span>}
      </div>
      {children}
    </div>
  );
}
