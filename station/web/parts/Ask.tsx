import { Modal } from 'antd';
import type { ReactNode } from 'react';
import type { Failure } from '../api/call.ts';
import { useText } from '../text/TextProvider.tsx';
import { FailureSays } from './FailureNote.tsx';

/** A question with a form in front of the page. It stays open until what it asks for is done. */
export function Ask({
  title,
  action,
  danger = false,
  busy,
  disabled = false,
  failure,
  onDo,
  onClose,
  children,
}: {
  readonly title: string;
  readonly action: string;
  readonly danger?: boolean;
  readonly busy: boolean;
  readonly disabled?: boolean;
  readonly failure: Failure | undefined;
  readonly onDo: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}) {
  const { t } = useText();
  return (
    <Modal
      open
      title={title}
      okText={action}
      cancelText={t('frame.cancel')}
      confirmLoading={busy}
      okButtonProps={{ danger, disabled }}
      onOk={onDo}
      onCancel={onClose}
    >
      <div style={{ display: 'grid', gap: 12 }}>
        {children}
        <FailureSays failure={failure} />
      </div>
    </Modal>
  );
}
