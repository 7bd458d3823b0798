import { Input } from 'antd';
import { useState } from 'react';
import type { CallOutput } from '../../../shared/contract/index.ts';
import { driveOf, type PlannedDrive } from '../../../shared/domain/drive/planned-drive.ts';
import type { Here } from '../../../shared/domain/drive/standing.ts';
import { placeOf } from '../../parts/drive-name.ts';
import { useText } from '../../text/use-text.ts';
import { DriveDetail } from './DriveDetail.tsx';
import { type DriveGroup, driveMark, groupDrives } from './drive-groups.ts';
import { searchDrives } from './view-model.ts';

/** More rows than this in a group are found by typing, not by scrolling. */
const rowsMax = 60;

interface Props {
  readonly drives: readonly PlannedDrive[];
  readonly here: Here;
  readonly staff: CallOutput<'app.state'>['staff'];
  readonly chosen: PlannedDrive | null;
  readonly onChoose: (drive: PlannedDrive) => void;
}

function Row({ drive, here, staff, chosen, onChoose }: { drive: PlannedDrive } & Props) {
  const { t, say } = useText();
  const isChosen = drive.driveId === chosen?.driveId;
  const mark = driveMark(drive, here);
  const asOpened = driveOf(drive);
  return (
    <>
      <button
        type="button"
        role="radio"
        aria-checked={isChosen}
        className={`row-choice ${isChosen ? 'chosen' : ''}`}
        onClick={() => onChoose(drive)}
      >
        <span className="planned">{drive.planned}</span>
        <span className="venue">
          <b>{placeOf(asOpened)}</b>
          <small>{asOpened.organisations.join(t('list.separator'))}</small>
          {mark !== null && <small className={`mark ${mark.tone}`}>{say(mark.sentence)}</small>}
        </span>
        {drive.target !== null && <span>{t('open.target', { n: drive.target })}</span>}
      </button>
      {isChosen && <DriveDetail drive={drive} staff={staff} />}
    </>
  );
}

function Group({ group, ...props }: { readonly group: DriveGroup } & Props) {
  const { t } = useText();
  const { place, drives } = group;
  if (drives.length === 0) {
    return place === 'today' ? <p className="soft none-today">{t('open.none-today')}</p> : null;
  }
  return (
    <>
      <h3 className={`drive-place ${place}`}>{t(`open.place.${place}`)}</h3>
      {drives.slice(0, rowsMax).map((drive) => (
        <Row key={drive.driveId} drive={drive} {...props} />
      ))}
      {drives.length > rowsMax && (
        <p className="soft">{t('open.more-drives', { n: drives.length - rowsMax })}</p>
      )}
    </>
  );
}

/** The station's plan: what is confirmed for this vehicle first, the rest searched by any word of it. */
export function DriveChoice(props: Props) {
  const { t } = useText();
  const [typed, setTyped] = useState('');
  const found = searchDrives(props.drives, typed);
  const groups = groupDrives(found, props.here);
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
        {groups
          .filter(({ drives, place }) => drives.length > 0 || (place === 'today' && typed === ''))
          .map((group) => (
            <Group key={group.place} group={group} {...props} />
          ))}
        {found.length === 0 && <p className="soft">{t('open.no-drive-found')}</p>}
      </div>
    </section>
  );
}
