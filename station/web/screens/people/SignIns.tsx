import { Table } from 'antd';
import type { User } from '../../../contract/people.ts';
import { useCall } from '../../api/use-call.ts';
import { useCommand } from '../../api/use-command.ts';
import { Ask } from '../../parts/Ask.tsx';
import { useText } from '../../text/TextProvider.tsx';

/** Where somebody is signed in, and a way to end it everywhere. */
export function SignIns({ user, onClose }: { readonly user: User; readonly onClose: () => void }) {
  const { t, moment } = useText();
  const answer = useCall('user.sign-ins', { user: user.user });
  const end = useCommand('user.sign-out');
  const signIns = answer.value?.signIns ?? [];
  return (
    <Ask
      title={t('people.sign-ins-of', { user: user.name })}
      action={t('people.sign-out')}
      danger
      busy={end.busy}
      disabled={signIns.length === 0}
      failure={end.failure ?? answer.failure}
      onClose={onClose}
      onDo={() => void end.run({ user: user.user }).then((done) => done && onClose())}
    >
      <Table
        size="small"
        pagination={false}
        dataSource={signIns}
        rowKey={({ beganAtMs, seenAtMs }) => `${beganAtMs} ${seenAtMs}`}
        locale={{ emptyText: t('people.no-sign-ins') }}
        columns={[
          { title: t('people.began'), render: (_, row) => moment(row.beganAtMs) },
          { title: t('people.seen'), render: (_, row) => moment(row.seenAtMs) },
          { title: t('people.ends'), render: (_, row) => moment(row.endsAtMs) },
        ]}
      />
    </Ask>
  );
}
