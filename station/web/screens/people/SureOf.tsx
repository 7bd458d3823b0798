import { useCommand } from '../../api/use-command.ts';
import { Ask } from '../../parts/Ask.tsx';
import { useText } from '../../text/TextProvider.tsx';
import type { OneTime } from './Screen.tsx';

/** What signs somebody out at once wants a second look. */
export function SureOf({
  what,
  user,
  onMade,
  onClose,
}: {
  readonly what: 'reset' | 'end';
  readonly user: string;
  readonly onMade: (made: OneTime) => void;
  readonly onClose: () => void;
}) {
  const { t } = useText();
  const reset = useCommand('user.reset-password');
  const end = useCommand('user.end');
  const run = async () => {
    if (what === 'end') {
      if (await end.run({ user })) onClose();
      return;
    }
    const made = await reset.run({ user });
    if (made === undefined) return;
    onMade(made);
    onClose();
  };
  return (
    <Ask
      title={t(`people.${what}`)}
      action={t(`people.${what}`)}
      danger
      busy={reset.busy || end.busy}
      failure={what === 'end' ? end.failure : reset.failure}
      onClose={onClose}
      onDo={() => void run()}
    >
      <p>{t(`people.${what}-sure`, { user })}</p>
    </Ask>
  );
}
