import type { VisitId } from '../../../shared/ids.ts';
import { useCall } from '../../api/use-call.ts';
import { Waiting } from '../../parts/Waiting.tsx';
import { HistoryDrawer } from './HistoryDrawer.tsx';
import { VisitHistory } from './VisitHistory.tsx';

/** Opens what this vehicle knows of the donor, beside the work. */
export function HistoryButton({ visitId }: { readonly visitId: VisitId }) {
  return <HistoryDrawer>{() => <Known visitId={visitId} />}</HistoryDrawer>;
}

function Known({ visitId }: { readonly visitId: VisitId }) {
  const history = useCall('donor.history', { visitId });
  return (
    <Waiting answer={history}>
      {(value) => <VisitHistory visitId={visitId} history={value} />}
    </Waiting>
  );
}
