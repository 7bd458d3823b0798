import { useState } from 'react';
import { userName } from '../../../contract/people.ts';
import type { StationRole } from '../../../contract/roles.ts';
import { useCommand } from '../../api/use-command.ts';
import { Ask } from '../../parts/Ask.tsx';
import { TextField } from '../../parts/TextField.tsx';
import { useText } from '../../text/TextProvider.tsx';
import { RoleChoice } from './RoleChoice.tsx';
import type { OneTime } from './Screen.tsx';

const nameCharsMax = 60;

export function AddPerson({
  onMade,
  onClose,
}: {
  readonly onMade: (made: OneTime) => void;
  readonly onClose: () => void;
}) {
  const { t } = useText();
  const [user, setUser] = useState('');
  const [name, setName] = useState('');
  const [roles, setRoles] = useState<StationRole[]>(['viewer']);
  const add = useCommand('user.add');
  return (
    <Ask
      title={t('people.add')}
      action={t('people.add')}
      busy={add.busy}
      disabled={!userName.safeParse(user).success || name.trim() === '' || roles.length === 0}
      failure={add.failure}
      onClose={onClose}
      onDo={() =>
        void add.run({ user, name, roles }).then((made) => {
          if (made === undefined) return;
          onMade(made);
          onClose();
        })
      }
    >
      <TextField
        label={t('people.user')}
        hint={t('people.user-hint')}
        value={user}
        charsMax={32}
        onChange={setUser}
      />
      <TextField label={t('people.name')} value={name} charsMax={nameCharsMax} onChange={setName} />
      <RoleChoice roles={roles} onChange={setRoles} />
    </Ask>
  );
}
