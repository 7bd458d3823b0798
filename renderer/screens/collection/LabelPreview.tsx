import { Modal } from 'antd';
import { useState } from 'react';
import type { DonationId } from '../../../shared/ids.ts';
import { useCall } from '../../api/use-call.ts';
import { labelPicture } from '../../parts/label-picture.ts';
import { failureSentence } from '../../text/failure-sentence.ts';
import { useText } from '../../text/use-text.ts';

/** This donation's labels as the printer would print them, asked for only while somebody looks. */
export function LabelPreview({ donationId }: { readonly donationId: DonationId }) {
  const { t, say } = useText();
  const [isOpen, setOpen] = useState(false);
  const preview = useCall('label.preview', { donationId }, { enabled: isOpen });
  return (
    <>
      <button type="button" className="btn narrow" onClick={() => setOpen(true)}>
        {t('print.look')}
      </button>
      <Modal
        open={isOpen}
        title={t('print.look-title')}
        footer={null}
        width={900}
        onCancel={() => setOpen(false)}
      >
        {preview.state === 'failed' && <p>{say(failureSentence(preview.failure))}</p>}
        {preview.state === 'answered' && (
          <div className="label-previews">
            {preview.value.labels.map(({ kind, flags, svg }) => (
              <figure key={`${kind}-${flags}`}>
                <img src={labelPicture(svg)} alt={t(`label.${kind}`)} />
                <figcaption>{t(`label.${kind}`)}</figcaption>
              </figure>
            ))}
          </div>
        )}
      </Modal>
    </>
  );
}
