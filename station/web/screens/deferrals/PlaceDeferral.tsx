import { Input } from 'antd';
import { useState } from 'react';
import { donorKey as donorKeyShape } from '../../../../shared/ids.ts';
import { useCommand } from '../../api/use-command.ts';
import { Ask } from '../../parts/Ask.tsx';
import { Field } from '../../parts/Field.tsx';
import { TextField } from '../../parts/TextField.tsx';
import { useText } from '../../text/TextProvider.tsx';

const reasonCharsMax = 200;

export function PlaceDeferral({ onClose }: { readonly onClose: () => void }) {
  const { t } = useText();
  const [key, setKey] = useState('');
  const [reason, setReason] = useState('');
  const [until, setUntil] = useState('');
  const [why, setWhy] = useState('');
  const place = useCommand('deferral.place');
  const donorKey = donorKeyShape.safeParse(key);
  return (
    <Ask
      title={t('deferral.place')}
      action={t('deferral.place')}
      busy={place.busy}
      disabled={!donorKey.success || reason.trim() === '' || why.trim() === ''}
      failure={place.failure}
      onClose={onClose}
      onDo={() => {
        if (!donorKey.success) return;
        const wanted = { donorKey: donorKey.data, reason, why, until: until === '' ? null : until };
        void place.run(wanted).then((done) => done && onClose());
      }}
    >
      <TextField
        label={t('deferral.donor-search')}
        value={key}
        charsMax={64}
        onChange={(text) => setKey(text.trim().toLowerCase())}
      />
      <TextField
        label={t('deferral.reason')}
        value={reason}
        charsMax={reasonCharsMax}
        onChange={setReason}
      />
      <Field label={t('deferral.until-field')}>
        <Input type="date" value={until} onChange={({ target }) => setUntil(target.value)} />
      </Field>
      <TextField
        label={t('deferral.why')}
        value={why}
        charsMax={reasonCharsMax}
        onChange={setWhy}
      />
    </Ask>
  );
}
