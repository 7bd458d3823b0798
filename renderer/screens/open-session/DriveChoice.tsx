import { Input } from 'antd';
import { useState } from 'react';
import type { Drive } from '../../../shared/journal/bodies/session.ts';
import { placeOf } from '../../parts/drive-name.ts';
import { useText } from '../../text/use-text.ts';
import { searchDrives } from './view-model.ts';

/** More rows than this are found by typing, not by scrolling. */
const rowsMax = 60;

interface Props {
  readonly drives: readonly Drive[];
  readonly chosen: string | null;
  readonly onChoose: (drive: Drive) => void;
}

/** The station's plan, searched by any word of it. */
export function DriveChoice({ drives, chosen, onChoose }: Props) {
  const { t } = useText();
  const [typed, setTyped] = useState('');
  const found = searchDrives(drives, typed);
  return (
    <section className="drives" aria-label={t('open.drive')}>
      <div className="row">
        <h2 className="panel-title">{t('open.drive')}</h2>
        <Input.Search
          aria-label={t('open.drive-search')}
          placeholder={t('open.drive-search')}
          allowClear
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
      </div>
      <div className="list" role="radiogroup" aria-label={t('open.drive')}>
        {found.slice(0, rowsMax).map((drive) => (
          <button
            key={drive.driveId}
            type="button"
            role="radio"
            aria-checked={drive.driveId === chosen}
            className={`row-choice ${drive.driveId === chosen ? 'chosen' : ''}`}
            onClick={() => onChoose(drive)}
          >
            <span className="planned">{drive.planned}</span>
            <span className="venue">
              <b>{placeOf(drive)}</b>
              <small>{drive.organisations.join(t('list.separator'))}</small>
            </span>
            {drive.target !== null && <span>{t('open.target', { n: drive.target })}</span>}
          </button>
        ))}
        {found.length === 0 && <p className="soft">{t('open.no-drive-found')}</p>}
        {found.length > rowsMax && (
          <p className="soft">{t('open.more-drives', { n: found.length - rowsMax })}</p>
        )}
      </div>
    </section>
  );
}
