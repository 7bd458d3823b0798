import { Drawer } from 'antd';
import { useState } from 'react';
import type { VisitId } from '../../../shared/ids.ts';
import { useCall } from '../../api/use-call.ts';
import { Waiting } from '../../parts/Waiting.tsx';
import { useText } from '../../text/use-text.ts';
import { VisitHistory } from './VisitHistory.tsx';

/** Opens what this vehicle knows of the donor, beside the work. */
export function HistoryButton({ visitId }: { readonly visitId: VisitId }) {
  const { t } = useText();
  const [isOpen, setOpen] = useState(false);
  const history = useCall('donor.history', { visitId }, { enabled: isOpen });
  return (
    <>
      <button type="button" className="btn small wide" onClick={() => setOpen(true)}>
        {t('history.button')}
      </button>
      <Drawer
        open={isOpen}
        placement="left"
        size={520}
        title={t('history.title')}
        onClose={() => setOpen(false)}
      >
        <Waiting answer={history}>
          {(value) => <VisitHistory visitId={visitId} history={value} />}
        </Waiting>
      </Drawer>
    </>
  );
}
