import { Drawer } from 'antd';
import { type ReactNode, useState } from 'react';
import { useText } from '../../text/use-text.ts';

/** The button that opens a donor's history beside the work; `children` is drawn only while it is open. */
export function HistoryDrawer({ children }: { readonly children: () => ReactNode }) {
  const { t } = useText();
  const [isOpen, setOpen] = useState(false);
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
        {isOpen && children()}
      </Drawer>
    </>
  );
}
