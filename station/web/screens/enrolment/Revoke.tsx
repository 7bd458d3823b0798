import { useState } from 'react';
import { laptopId } from '../../../../shared/sync/enrolment.ts';
import type { LaptopLine } from '../../../contract/enrolment.ts';
import { useCommand } from '../../api/use-command.ts';
import { Ask } from '../../parts/Ask.tsx';
import { TextField } from '../../parts/TextField.tsx';
import { useText } from '../../text/TextProvider.tsx';

const whyCharsMax = 200;

export function Revoke({
  laptop,
  onClose,
}: {
  readonly laptop: LaptopLine;
  readonly onClose: () => void;
}) {
  const { t } = useText();
  const [why, setWhy] = useState('');
  const revoke = useCommand('laptop.revoke');
  return (
    <Ask
      title={`${t('enrolment.revoke')} · ${laptop.machineName}`}
      action={t('enrolment.revoke')}
      danger
      busy={revoke.busy}
      disabled={why.trim() === ''}
      failure={revoke.failure}
      onClose={onClose}
      onDo={() =>
        void revoke
          .run({ laptop: laptopId.parse(laptop.laptop), why })
          .then((done) => done && onClose())
      }
    >
      <p>{t('enrolment.revoke-how')}</p>
      <TextField label={t('set-aside.why')} value={why} charsMax={whyCharsMax} onChange={setWhy} />
    </Ask>
  );
}
