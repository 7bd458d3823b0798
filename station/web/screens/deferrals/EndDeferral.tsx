import { useState } from 'react';
import { donorKey } from '../../../../shared/ids.ts';
import type { DeferralLine } from '../../../contract/deferrals.ts';
import { useCommand } from '../../api/use-command.ts';
import { Ask } from '../../parts/Ask.tsx';
import { TextField } from '../../parts/TextField.tsx';
import { useText } from '../../text/TextProvider.tsx';

const whyCharsMax = 200;

export function EndDeferral({
  line,
  onClose,
}: {
  readonly line: DeferralLine;
  readonly onClose: () => void;
}) {
  const { t, said } = useText();
  const [why, setWhy] = useState('');
  const end = useCommand('deferral.end');
  return (
    <Ask
      title={t('deferral.end-title')}
      action={t('deferral.end')}
      danger
      busy={end.busy}
      disabled={why.trim() === ''}
      failure={end.failure}
      onClose={onClose}
      onDo={() => {
        const { reason, until } = line;
        void end
          .run({ donorKey: donorKey.parse(line.donorKey), reason, until, why })
          .then((done) => done && onClose());
      }}
    >
      <p>
        {line.words === null ? line.reason : said(line.words)} ·{' '}
        {line.until ?? t('deferral.for-good')}
        <br />
        <code>{line.donorKey.slice(0, 32)}…</code>
      </p>
      <TextField label={t('deferral.why')} value={why} charsMax={whyCharsMax} onChange={setWhy} />
    </Ask>
  );
}
