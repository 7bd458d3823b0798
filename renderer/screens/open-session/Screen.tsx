import { useState } from 'react';
import { useLocation } from 'wouter';
import type { CallOutput } from '../../../shared/contract/index.ts';
import { departuresOf } from '../../../shared/domain/drive/standing.ts';
import type { DriveId } from '../../../shared/ids.ts';
import { useNow } from '../../api/now.ts';
import { useCall, valueOf } from '../../api/use-call.ts';
import { useCommand } from '../../api/use-command.ts';
import { Frame, Title } from '../../parts/Frame.tsx';
import { Waiting } from '../../parts/Waiting.tsx';
import { Work } from '../../parts/Work.tsx';
import { useScan } from '../../scan/ScanRouter.tsx';
import { useText } from '../../text/use-text.ts';
import { AgainstPlan } from './AgainstPlan.tsx';
import { DriveChoice } from './DriveChoice.tsx';
import { driveOfToday } from './drive-groups.ts';
import { LotChoice } from './LotChoice.tsx';
import { TakenAlong } from './TakenAlong.tsx';
import { missingToOpen } from './view-model.ts';

function OpenSession({ state }: { readonly state: CallOutput<'app.state'> }) {
  const { t, say, moment } = useText();
  const [, navigate] = useLocation();
  const answer = useCall('drive.list', {});
  const list = valueOf(answer);
  const nowMs = useNow(1_000);
  const [picked, setPicked] = useState<DriveId | null>(null);
  const [isAsking, setAsking] = useState(false);
  const [lots, setLots] = useState<readonly string[]>([]);
  const [clockConfirmedAtMs, setClockConfirmedAtMs] = useState<number | null>(null);
  const open = useCommand('session.open');

  const toggle = (lot: string): void =>
    setLots((chosen) =>
      chosen.includes(lot) ? chosen.filter((other) => other !== lot) : [...chosen, lot],
    );

  useScan((scan) => {
    if (scan.meaning.kind !== 'other') return false;
    const { shown } = scan.meaning;
    const lot = list?.bagLots.find((known) => known.lot === shown || known.lot === scan.raw);
    if (lot === undefined || lot.expired) return false;
    if (!lots.includes(lot.lot)) toggle(lot.lot);
    return true;
  });

  const drive =
    list === null
      ? null
      : (list.drives.find(({ driveId }) => driveId === picked) ??
        driveOfToday(list.drives, list.here));
  const departures = drive === null || list === null ? [] : departuresOf(drive, list.here);
  const missing = missingToOpen(drive?.driveId ?? null, lots, clockConfirmedAtMs !== null);
  const submit = async (): Promise<void> => {
    if (drive === null || clockConfirmedAtMs === null) return;
    const opened = await open.run({
      ...{ driveId: drive.driveId, bagLots: [...lots], clockConfirmedAtMs },
      ...(departures.length > 0 && { knowingly: departures }),
    });
    if (opened.ok) navigate('/');
    else if (opened.error.kind !== 'refused') setAsking(false);
  };

  return (
    <Work
      left={<TakenAlong state={state} drives={list} />}
      right={
        <>
          <div className="panel grow">
            <LotChoice lots={list?.bagLots ?? []} chosen={lots} onToggle={toggle} />
          </div>
          <div className="panel">
            <button
              type="button"
              role="checkbox"
              aria-checked={clockConfirmedAtMs !== null}
              className={`row-choice ${clockConfirmedAtMs === null ? '' : 'chosen'}`}
              onClick={() => setClockConfirmedAtMs((was) => (was === null ? nowMs : null))}
            >
              <span className="venue">
                <b>{moment(nowMs)}</b>
                <small>{t('open.clock-right')}</small>
              </span>
            </button>
            <button
              type="button"
              className="btn main"
              disabled={missing !== null || open.busy}
              onClick={() => (departures.length > 0 ? setAsking(true) : void submit())}
            >
              {t('open.open')}
            </button>
            {missing !== null && <p className="soft under">{say(missing)}</p>}
          </div>
        </>
      }
    >
      <Waiting answer={answer}>
        {({ drives, here }) => (
          <>
            <DriveChoice
              {...{ drives, here, staff: state.staff }}
              chosen={drive}
              onChoose={({ driveId }) => setPicked(driveId)}
            />
            {isAsking && drive !== null && (
              <AgainstPlan
                {...{ drive, here, busy: open.busy }}
                onGoOn={() => void submit()}
                onBack={() => setAsking(false)}
              />
            )}
          </>
        )}
      </Waiting>
    </Work>
  );
}

/** 开班: what was taken along, which drive, which lots, is the clock right. */
export function OpenSessionScreen() {
  const { t } = useText();
  const state = useCall('app.state', {});
  return (
    <Frame head={<Title title={t('open.title')} sub={t('open.sub')} />}>
      <Waiting answer={state}>{(value) => <OpenSession state={value} />}</Waiting>
    </Frame>
  );
}
