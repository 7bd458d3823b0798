import { useLocation } from 'wouter';
import { useCall, valueOf } from '../../api/use-call.ts';
import { useCard, useScan } from '../../scan/ScanRouter.tsx';

/** On the board a scan opens what it belongs to: a label its donor, a card on the reader the registration. */
export function useOpensDonor(): void {
  const [, navigate] = useLocation();
  useScan(({ meaning }) => {
    if (meaning.kind !== 'din' && meaning.kind !== 'donor') return false;
    if (meaning.visitId === null) return false;
    navigate(`/visit/${meaning.visitId}`);
    return true;
  });
  const state = valueOf(useCall('app.state', {}));
  useCard(() => {
    // On a phlebotomist's tablet the registrar's reader changes nothing.
    if (state?.operator.roles.includes('registrar') === true) navigate('/register');
    return true;
  });
}
