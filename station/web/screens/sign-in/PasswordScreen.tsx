import { Alert, Button, Input } from 'antd';
import { useState } from 'react';
import { useCommand } from '../../api/use-command.ts';
import { FailureSays } from '../../parts/FailureNote.tsx';
import { Field } from '../../parts/Field.tsx';
import { useText } from '../../text/TextProvider.tsx';

/** Changing one's own password; with a one-time password it comes before everything else. */
export function PasswordScreen({ isOneTime = false }: { readonly isOneTime?: boolean }) {
  const { t } = useText();
  const [old, setOld] = useState('');
  const [next, setNext] = useState('');
  const [again, setAgain] = useState('');
  const [done, setDone] = useState(false);
  const change = useCommand('me.change-password');
  const differ = again !== '' && next !== again;
  const field = (label: string, value: string, set: (text: string) => void, complete: string) => (
    <Field label={label}>
      <Input.Password
        autoComplete={complete}
        value={value}
        onChange={({ target }) => set(target.value)}
      />
    </Field>
  );
  if (done && !isOneTime) return <Alert type="success" showIcon title={t('password.done')} />;
  return (
    <form
      style={{ display: 'grid', gap: 12, maxWidth: 380 }}
      onSubmit={(event) => {
        event.preventDefault();
        void change.run({ old, new: next }).then((changed) => setDone(changed !== undefined));
      }}
    >
      {isOneTime && (
        <>
          <h1>{t('password.title')}</h1>
          <p className="how">{t('password.one-time')}</p>
        </>
      )}
      {field(t('password.old'), old, setOld, 'current-password')}
      {field(t('password.new'), next, setNext, 'new-password')}
      {field(t('password.again'), again, setAgain, 'new-password')}
      {differ && <Alert type="warning" showIcon title={t('password.differ')} />}
      <FailureSays failure={change.failure} />
      <Button
        type="primary"
        htmlType="submit"
        loading={change.busy}
        disabled={old === '' || next === '' || next !== again}
      >
        {t('password.go')}
      </Button>
    </form>
  );
}
