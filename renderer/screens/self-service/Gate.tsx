import type { ReactNode } from 'react';
import { useCall } from '../../api/use-call.ts';
import { Waiting } from '../../parts/Waiting.tsx';
import { SelfServiceScreen } from './Screen.tsx';

/**
 * Stands before every route: while the core says that this screen is turned to a donor, nothing else is reachable, not by an address,
 * not by a scan, not by loading the page again. Before it has answered, nothing is shown at all.
 */
export function SelfServiceGate({ children }: { readonly children: ReactNode }) {
  const state = useCall('self-service.state', {});
  return (
    <Waiting answer={state}>
      {({ visitId }) =>
        visitId === null ? children : <SelfServiceScreen key={visitId} id={visitId} />
      }
    </Waiting>
  );
}
