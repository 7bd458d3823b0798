import type { ReactNode } from 'react';
import { Link, useLocation } from 'wouter';
import { mayCall, useMe } from '../api/me.ts';
import { useCommand } from '../api/use-command.ts';
import { areaGroups } from '../areas.ts';
import { type TextKey, useText } from '../text/TextProvider.tsx';
import { LanguageButton } from './LanguageButton.tsx';

function Side({ stationName }: { readonly stationName: string }) {
  const { t } = useText();
  const me = useMe();
  const [location, go] = useLocation();
  const end = useCommand('sign-in.end');
  const isHere = (path: string) =>
    path === '/'
      ? location === '/' || location.startsWith('/sessions')
      : location === path || location.startsWith(`${path}/`);
  return (
    <nav className="side">
      <h1>{t('app.name')}</h1>
      <p className="station">{stationName}</p>
      {areaGroups.map(({ title, areas }) => {
        const shown = areas.filter(({ needs }) => mayCall(me, needs));
        if (shown.length === 0) return null;
        return (
          <section key={title}>
            <h2>{t(title)}</h2>
            {shown.map(({ path, title: name }) => (
              <Link key={path} href={path} className={isHere(path) ? 'here' : ''}>
                {t(name)}
              </Link>
            ))}
          </section>
        );
      })}
      <div className="foot">
        <span>
          {me.name}
          <br />
          <small>{me.roles.map((role) => t(`role.${role}`)).join(' · ')}</small>
        </span>
        <LanguageButton />
        <button type="button" onClick={() => go('/password')}>
          {t('frame.my-password')}
        </button>
        <button type="button" onClick={() => void end.run({})}>
          {t('frame.sign-out')}
        </button>
      </div>
    </nav>
  );
}

export function Frame({
  stationName,
  children,
}: {
  readonly stationName: string;
  readonly children: ReactNode;
}) {
  return (
    <div className="frame">
      <Side stationName={stationName} />
      <main className="content">{children}</main>
    </div>
  );
}

/** One page inside the frame: its heading, a line on what it is for, its content. */
export function Screen({
  title,
  how,
  children,
}: {
  readonly title: TextKey;
  readonly how?: TextKey;
  readonly children: ReactNode;
}) {
  const { t } = useText();
  return (
    <>
      <h1>{t(title)}</h1>
      {how !== undefined && <p className="how">{t(how)}</p>}
      {children}
    </>
  );
}
