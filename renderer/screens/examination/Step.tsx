import type { VisitDetail } from '../../../shared/contract/visit.ts';
import { useCall } from '../../api/use-call.ts';
import { Waiting } from '../../parts/Waiting.tsx';
import { useScan } from '../../scan/ScanRouter.tsx';
import { LeaveButton } from '../visit/LeaveButton.tsx';
import { leaveReasons } from '../visit/view-model.ts';
import { Examination } from './Examination.tsx';
import { startingFrom } from './view-model.ts';

/** 体检: the limits of the rules in force beside each value; blood pressure comes from the device or by hand. */
export function ExaminationStep({ visit }: { readonly visit: VisitDetail }) {
  const forms = useCall('screening.forms', {});
  useScan(() => false);
  return (
    <Waiting answer={forms}>
      {({ ruleSet }) => (
        <Examination
          key={visit.visitId}
          visit={visit}
          ruleSet={ruleSet}
          start={startingFrom(visit.vitals)}
          earlier={visit.earlierVitals.map(({ vitals }) => vitals)}
        >
          <LeaveButton visitId={visit.visitId} reasons={leaveReasons(visit)} />
        </Examination>
      )}
    </Waiting>
  );
}
