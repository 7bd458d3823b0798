import { Input } from 'antd';
import { useId, useState } from 'react';
import type { CallOutput } from '../../../shared/contract/index.ts';
import { useCall, valueOf } from '../../api/use-call.ts';
import { useAction } from '../../api/use-command.ts';
import { useText } from '../../text/use-text.ts';
import { BeginEpoch } from './BeginEpoch.tsx';
import { laptopShown, mayEnrol } from './view-model.ts';

type Connection = CallOutput<'station.connection'>;

function Enrol({ connection }: { readonly connection: Connection }) {
  const { t } = useText();
  const id = useId();
  const [url, setUrl] = useState(connection.url ?? '');
  const [code, setCode] = useState('');
  const enrol = useAction('station.enrol');
  const run = async (): Promise<void> => {
    const done = await enrol.run({ url, code });
    if (done.ok) setCode('');
  };
  return (
    <div className="form">
      <div className="field">
        <label htmlFor={`${id}-url`}>{t('station.url')}</label>
        <Input
          id={`${id}-url`}
          value={url}
          maxLength={300}
          disabled={connection.isFixed}
          placeholder="https://"
          autoComplete="off"
          onChange={(event) => setUrl(event.target.value)}
        />
        {connection.isFixed && <p className="soft under">{t('station.url-fixed')}</p>}
      </div>
      <div className="field">
        <label htmlFor={`${id}-code`}>{t('station.code')}</label>
        <Input
          id={`${id}-code`}
          value={code}
          maxLength={16}
          placeholder="Q7X2M-4KD0R"
          autoComplete="off"
          onChange={(event) => setCode(event.target.value)}
        />
        <p className="soft under">{t('station.code-how')}</p>
      </div>
      <button
        type="button"
        className="btn"
        disabled={url.trim() === '' || code.trim() === '' || enrol.busy}
        onClick={() => void run()}
      >
        {t(enrol.busy ? 'station.enrolling' : 'station.enrol')}
      </button>
    </div>
  );
}

/** Which station this workstation speaks to, as whom, and the way to become known there. */
export function Station({ problem }: { readonly problem: string | null }) {
  const { t } = useText();
  const [asked, setAsked] = useState(false);
  const connection = valueOf(useCall('station.connection', {}));
  const state = valueOf(useCall('app.state', {}));
  if (connection === null) return null;
  const roles = state?.operator.roles ?? [];
  const isNeeded = connection.url === null || problem === 'not-enrolled';
  return (
    <>
      <h2 className="panel-title">{t('station.title')}</h2>
      {connection.halted !== null && (
        <div className="say stop" role="alert">
          {t(`station.halted.${connection.halted}`)}
        </div>
      )}
      <dl className="result">
        <div>
          <dt>{t('station.url')}</dt>
          <dd>{connection.url ?? t('station.none')}</dd>
        </div>
        <div>
          <dt>{t('station.vehicle')}</dt>
          <dd>{connection.vehicle}</dd>
        </div>
        <div>
          <dt>{t('station.laptop')}</dt>
          <dd>
            <code>{laptopShown(connection.laptop)}</code>
          </dd>
        </div>
      </dl>
      {connection.halted === 'restored' && roles.includes('leader') && <BeginEpoch />}
      {mayEnrol(roles) &&
        (isNeeded || asked ? (
          <Enrol connection={connection} />
        ) : (
          <button type="button" className="btn small" onClick={() => setAsked(true)}>
            {t('station.change')}
          </button>
        ))}
    </>
  );
}
