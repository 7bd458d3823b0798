import { Link } from 'wouter';
import { useNow } from '../api/now.ts';
import { useCall, valueOf } from '../api/use-call.ts';
import { changeLanguage } from '../text/index.ts';
import { useText } from '../text/use-text.ts';
import {
  deferralListItem,
  type FootItem,
  heardItem,
  syncItem,
  unassignedItem,
} from './foot-bar-view.ts';
import { useMachineName } from './use-machine-name.ts';

/** Network, deferral list, devices; who works here and what time it is. */
export function FootBar() {
  const { say, t, clock, language } = useText();
  const nowMs = useNow(1_000);
  const state = valueOf(useCall('app.state', {}));
  const sync = valueOf(useCall('sync.status', {}));
  const devices = valueOf(useCall('device.list', {}));
  const machines = devices?.machines ?? [];
  const nameOf = useMachineName(machines);
  const unassigned = unassignedItem(devices?.devices ?? [], machines);

  const link = ({ mark, sentence }: FootItem, key?: string, href = '/sync') => (
    <Link key={key} href={href} className={`foot-item ${mark}`}>
      {say(sentence)}
    </Link>
  );
  const taken = state?.takenAlong ?? null;
  return (
    <footer>
      {sync !== null && link(syncItem(sync, nowMs))}
      {taken !== null &&
        state !== null &&
        link(
          deferralListItem(
            taken.deferralListAgeMs + nowMs - state.nowMs,
            taken.deferralListAgeMaxMs,
          ),
        )}
      {unassigned !== null && (
        <Link href="/devices" className={`foot-item whole ${unassigned.mark}`}>
          {say(unassigned.sentence)}
        </Link>
      )}
      {devices?.devices.map((device) =>
        link(heardItem(device, machines, nameOf), device.id, '/devices'),
      )}
      <span className="foot-right">
        {state?.demo === true &&
          (state.simulatorsUrl === null ? (
            <span className="demo">{t('frame.demo')}</span>
          ) : (
            <a className="demo" href={state.simulatorsUrl} target="_blank" rel="noreferrer">
              {t('frame.demo')}
            </a>
          ))}
        <button
          type="button"
          className="language"
          lang={language === 'en' ? 'zh-CN' : 'en'}
          onClick={() => void changeLanguage(language === 'en' ? 'zh-CN' : 'en')}
        >
          {t('frame.other-language')}
        </button>
        <span>{state?.operator.name}</span>
        <time>{clock(nowMs)}</time>
      </span>
    </footer>
  );
}
