import { useState } from 'react';
import type { User } from '../../../contract/people.ts';
import { useCommand } from '../../api/use-command.ts';
import { Ask } from '../../parts/Ask.tsx';
import { useText } from '../../text/TextProvider.tsx';
import { RoleChoice } from './RoleChoice.tsx';

export function ChangeRoles({
  user,
  onClose,
}: {
  readonly user: User;
  readonly onClose: () => void;
}) {
  const { t } = useText();
  const [roles, setRoles] = useState(user.roles);
  const change = useCommand('user.set-roles');
  return (
    <Ask
      title={`${t('people.change-roles')} · ${user.name}`}
      action={t('people.change-roles')}
      busy={change.busy}
      disabled={roles.length === 0}
      failure={change.failure}
      onClose={onClose}
      onDo={() => void change.run({ user: user.user, roles }).then((done) => done && onClose())}
    >
      <RoleChoice roles={roles} onChange={setRoles} />
    </Ask>
  );
}
