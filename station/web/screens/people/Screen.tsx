import { Alert, Button, Tag } from 'antd';
import { useState } from 'react';
import type { User } from '../../../contract/people.ts';
import { useMe } from '../../api/me.ts';
import { useCall } from '../../api/use-call.ts';
import { useNames } from '../../api/use-names.ts';
import { usePaging } from '../../api/use-paging.ts';
import { DataTable } from '../../parts/DataTable.tsx';
import { Screen } from '../../parts/Frame.tsx';
import { SearchBox } from '../../parts/SearchBox.tsx';
import { When } from '../../parts/When.tsx';
import { useText } from '../../text/TextProvider.tsx';
import { AddPerson } from './AddPerson.tsx';
import { ChangeRoles } from './ChangeRoles.tsx';
import { SignIns } from './SignIns.tsx';
import { SureOf } from './SureOf.tsx';

type Doing =
  | { readonly what: 'roles' | 'sign-ins' | 'reset' | 'end'; readonly user: User }
  | 'adding';
export interface OneTime {
  readonly user: string;
  readonly oneTimePassword: string;
}

function OneTimeNote({ user, oneTimePassword }: OneTime) {
  const { t } = useText();
  return (
    <Alert
      type="warning"
      showIcon
      style={{ marginBottom: 12 }}
      title={t('people.one-time', { user })}
      description={
        <>
          <p className="secret">{oneTimePassword}</p>
          {t('people.one-time-how')}
        </>
      }
    />
  );
}

function State({ user }: { readonly user: User }) {
  const { t } = useText();
  if (user.endedAtMs !== null) return <Tag>{t('people.ended')}</Tag>;
  return user.mustChangePassword ? (
    <Tag color="orange">{t('people.to-change')}</Tag>
  ) : (
    <Tag color="green">{t('people.active')}</Tag>
  );
}

/** 登录人员: who may sign in here, and as what. */
export function PeopleScreen() {
  const { t, moment, language } = useText();
  const names = useNames();
  const me = useMe();
  const [search, setSearch] = useState('');
  const [doing, setDoing] = useState<Doing>();
  const [made, setMade] = useState<OneTime>();
  const paging = usePaging<'user'>('user');
  const { page, size } = paging.wanted;
  const answer = useCall('user.list', { page, size, search });
  const close = () => setDoing(undefined);
  return (
    <Screen title="area.people" how="people.how">
      <div className="bar">
        <SearchBox hint="people.search" onSearch={paging.narrow(setSearch)} />
        <Button className="push" type="primary" onClick={() => setDoing('adding')}>
          {t('people.add')}
        </Button>
      </div>
      {made && <OneTimeNote {...made} />}
      <DataTable
        answer={answer}
        page={answer.value}
        paging={paging}
        rowKey={({ user }) => user}
        empty="people.empty"
        columns={[
          {
            title: t('people.name'),
            render: (_, { user, name }) => (
              <span className="two">
                <b>{name}</b>
                <small>{user}</small>
              </span>
            ),
          },
          {
            title: t('people.roles'),
            render: (_, { roles }) =>
              roles.map((role) => t(`role.${role}`)).join(language === 'en' ? ', ' : '、'),
          },
          { title: t('people.state'), render: (_, user) => <State user={user} /> },
          {
            title: t('people.last'),
            className: 'one-line',
            render: (_, user) => (
              <span className="two">
                {user.lastSignInAtMs === null ? t('people.never') : moment(user.lastSignInAtMs)}
                {user.signedIn > 0 && (
                  <Button
                    type="link"
                    size="small"
                    style={{ padding: 0, justifySelf: 'start' }}
                    onClick={() => setDoing({ what: 'sign-ins', user })}
                  >
                    {t('people.signed-in')} · {t('people.signed-in-n', { n: user.signedIn })}
                  </Button>
                )}
              </span>
            ),
          },
          {
            title: t('people.created'),
            render: (_, { createdAtMs, createdBy }) => (
              <span className="two">
                <span>
                  <When atMs={createdAtMs} />
                </span>
                <small>{names.user(createdBy)}</small>
              </span>
            ),
          },
          {
            title: '',
            render: (_, user) =>
              user.endedAtMs === null && (
                <div className="bar" style={{ margin: 0 }}>
                  <Button size="small" onClick={() => setDoing({ what: 'roles', user })}>
                    {t('people.change-roles')}
                  </Button>
                  {user.user !== me.user && (
                    <>
                      <Button size="small" onClick={() => setDoing({ what: 'reset', user })}>
                        {t('people.reset')}
                      </Button>
                      <Button size="small" danger onClick={() => setDoing({ what: 'end', user })}>
                        {t('people.end')}
                      </Button>
                    </>
                  )}
                </div>
              ),
          },
        ]}
      />
      {doing === 'adding' && <AddPerson onMade={setMade} onClose={close} />}
      {doing !== undefined && doing !== 'adding' && doing.what === 'roles' && (
        <ChangeRoles user={doing.user} onClose={close} />
      )}
      {doing !== undefined && doing !== 'adding' && doing.what === 'sign-ins' && (
        <SignIns user={doing.user} onClose={close} />
      )}
      {doing !== undefined &&
        doing !== 'adding' &&
        (doing.what === 'reset' || doing.what === 'end') && (
          <SureOf what={doing.what} user={doing.user.user} onMade={setMade} onClose={close} />
        )}
    </Screen>
  );
}
