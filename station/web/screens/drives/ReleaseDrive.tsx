import { useState } from 'react';
import type { DriveLine } from '../../../contract/plans.ts';
import { useCommand } from '../../api/use-command.ts';
import { Ask } from '../../parts/Ask.tsx';
import { TextField } from '../../parts/TextField.tsx';
import { useText } from '../../text/TextProvider.tsx';

const reasonCharsMax = 200;

export function ReleaseDrive({
  drive,
  onClose,
}: {
  readonly drive: DriveLine;
  readonly onClose: () => void;
}) {
  const { t } = useText();
  const [reason, setReason] = useState('');
  const release = useCommand('drive.release');
  return (
    <Ask
      title={`${t('drive.release')} · ${drive.venue}`}
      action={t('drive.release')}
      danger
      busy={release.busy}
      disabled={reason.trim() === ''}
      failure={release.failure}
      onClose={onClose}
      onDo={() =>
        void release.run({ driveId: drive.driveId, reason }).then((done) => done && onClose())
      }
    >
      <TextField
        label={t('drive.release-why')}
        value={reason}
        charsMax={reasonCharsMax}
        onChange={setReason}
      />
    </Ask>
  );
}
