import { Modal } from 'antd';
import type { PlannedDrive } from '../../../shared/domain/drive/planned-drive.ts';
import type { Here } from '../../../shared/domain/drive/standing.ts';
import { SaidBar } from '../../parts/SaidBar.tsx';
import { useText } from '../../text/use-text.ts';
import { departureSentences } from './drive-groups.ts';

interface Props {
  readonly drive: PlannedDrive;
  readonly here: Here;
  readonly busy: boolean;
  readonly onGoOn: () => void;
  readonly onBack: () => void;
}

/** Asked once before a drive is opened otherwise than the station arranged it. It never stops anybody: the village has no network. */
export function AgainstPlan({ drive, here, busy, onGoOn, onBack }: Props) {
  const { t, say } = useText();
  return (
    <Modal open title={t('open.against.title')} footer={null} onCancel={onBack}>
      <SaidBar />
      <ul className="against">
        {departureSentences(drive, here).map((sentence) => (
          <li key={sentence.key}>
            <b>{say(sentence)}</b>
          </li>
        ))}
      </ul>
      <p className="soft">{t('open.against.how')}</p>
      <div className="against-actions">
        <button type="button" className="btn main" onClick={onBack}>
          {t('open.against.back')}
        </button>
        <button type="button" className="btn" disabled={busy} onClick={onGoOn}>
          {t('open.against.go-on')}
        </button>
      </div>
    </Modal>
  );
}
