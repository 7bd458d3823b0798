import { Button } from 'antd';
import { useEffect } from 'react';
import { useLocation } from 'wouter';
import { useCommand } from '../../api/use-command.ts';
import { FailureSays } from '../../parts/FailureNote.tsx';
import { useText } from '../../text/TextProvider.tsx';

// A code may be good for one use, and an effect may run twice.
const tried = new Set<string>();

/** `#/enter/CODE`: signs in and takes the code out of the address. What stands behind # reaches no server and no log. */
export function Enter({ code }: { readonly code: string }) {
  const { t } = useText();
  const [, go] = useLocation();
  const enter = useCommand('sign-in.with-code');
  const { run, failure } = enter;
  useEffect(() => {
    if (tried.has(code)) return;
    tried.add(code);
    void run({ code }).then((done) => done && go('/', { replace: true }));
  }, [code, run, go]);
  return (
    <main className="alone panel">
      {failure === undefined ? (
        t('sign-in.with-code')
      ) : (
        <>
          <FailureSays failure={failure} />
          <Button className="change" onClick={() => go('/', { replace: true })}>
            {t('sign-in.title')}
          </Button>
        </>
      )}
    </main>
  );
}
