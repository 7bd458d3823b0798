import { useNow } from '../../api/now.ts';
import { useCall, valueOf } from '../../api/use-call.ts';
import { useAction } from '../../api/use-command.ts';
import { deviceItem, syncItem } from '../../parts/foot-bar-view.ts';
import { Frame, Title } from '../../parts/Frame.tsx';
import { Work } from '../../parts/Work.tsx';
import { useScan } from '../../scan/ScanRouter.tsx';
import { useText } from '../../text/use-text.ts';
import { SealedDays } from './SealedDays.tsx';
import { Sending } from './Sending.tsx';
import { deviceSentence } from '../devices/view-model.ts';
import { Station } from './Station.tsx';

function Devices() {
  const { t, say } = useText();
  const devices = valueOf(useCall('device.list', {}))?.devices ?? [];
  return (
    <>
      <h2 className="panel-title">{t('device.title')}</h2>
      <ul className="marks">
        {devices.map((device) => (
          <li key={device.id} className={deviceItem(device).mark}>
            <b>{t(`device.${device.role}`)}</b>
            <span>{say(deviceSentence(device))}</span>
            {device.url !== null && <code className="url">{device.url}</code>}
          </li>
        ))}
      </ul>
    </>
  );
}

/** 同步与设备: what the station holds, what it set aside and why, and the devices. */
export function SyncScreen() {
  const { t, say } = useText();
  const nowMs = useNow(5_000);
  const status = valueOf(useCall('sync.status', {}));
  const sync = useAction('sync.now');
  useScan(() => false);
  const item = status === null ? null : syncItem(status, nowMs);
  return (
    <Frame head={<Title title={t('sync.title')} sub={t('sync.sub')} />}>
      <Work
        left={<Devices />}
        right={
          <>
            {item !== null && (
              <section className={`verdict ${{ ok: 'go', am: 'wait', bad: 'stop' }[item.mark]}`}>
                <h2>{say(item.sentence)}</h2>
                <p>{t('sync.nothing-blocks')}</p>
              </section>
            )}
            <div className="panel">
              <button
                type="button"
                className="btn main"
                disabled={sync.busy || status?.configured !== true}
                onClick={() => void sync.run({})}
              >
                {t(sync.busy ? 'sync.working' : 'sync.now')}
              </button>
              <p className="soft under">{t('sync.by-itself')}</p>
            </div>
          </>
        }
      >
        {status !== null && <Sending status={status} />}
        <Station problem={status?.problem ?? null} />
        <SealedDays />
      </Work>
    </Frame>
  );
}
