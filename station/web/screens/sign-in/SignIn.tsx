import { Button, Input } from 'antd';
import { useState } from 'react';
import { useCommand } from '../../api/use-command.ts';
import { FailureSays } from '../../parts/FailureNote.tsx';
import { Field } from '../../parts/Field.tsx';
import { LanguageButton } from '../../parts/LanguageButton.tsx';
import { useText } from '../../text/TextProvider.tsx';

export function SignIn({ stationName }: { readonly stationName: string }) {
  const { t } = useText();
  const [user, setUser] = useState('');
  const [password, setPassword] = useState('');
  const signIn = useCommand('sign-in.with-password');
  return (
    <main className="alone panel">
      <h1>
        {t('app.name')} <small className="soft">{stationName}</small>
      </h1>
      <form
        style={{ display: 'grid', gap: 12 }}
        onSubmit={(event) => {
          event.preventDefault();
          void signIn.run({ user, password });
        }}
      >
        <Field label={t('sign-in.user')}>
          <Input
            autoFocus
            autoComplete="username"
            value={user}
            onChange={({ target }) => setUser(target.value)}
          />
        </Field>
        <Field label={t('sign-in.password')}>
          <Input.Password
            autoComplete="current-password"
            value={password}
            onChange={({ target }) => setPassword(target.value)}
          />
        </Field>
        <FailureSays failure={signIn.failure} />
        <Button
          type="primary"
          htmlType="submit"
          size="large"
          loading={signIn.busy}
          disabled={user.trim() === '' || password === ''}
        >
          {t('sign-in.go')}
        </Button>
      </form>
      <p className="how change">{t('sign-in.hint')}</p>
      <LanguageButton />
    </main>
  );
}
