import { Alert, Button, Segmented, Select } from 'antd';
import { useState } from 'react';
import { setAsideReason } from '../../../../shared/sync/station-api.ts';
import type { QueueItem } from '../../../contract/queue.ts';
import { useMay } from '../../api/me.ts';
import { useCall } from '../../api/use-call.ts';
import { setAsideWords } from '../../../contract/words.ts';
import { FailureNote } from '../../parts/FailureNote.tsx';

import { Screen } from '../../parts/Frame.tsx';
import { SearchBox } from '../../parts/SearchBox.tsx';
import { VehicleSelect } from '../../parts/VehicleSelect.tsx';
import { useText } from '../../text/TextProvider.tsx';
import { Queue } from './Queue.tsx';
import { Resolve } from './Resolve.tsx';
import { Waiting } from './Waiting.tsx';

const refreshMs = 30_000;
const states = ['open', 'resolved', 'all'] as const;
const stateTexts = {
  open: 'set-aside.open',
  resolved: 'set-aside.resolved',
  all: 'frame.all',
} as const;

/** 待处理: everything the station kept but its rules do not accept, until a person has judged it. */
export function SetAsidesScreen() {
  const { t, said } = useText();
  const [state, setState] = useState<(typeof states)[number]>('open');
  const [reason, setReason] = useState<QueueItem['reason']>();
  const [vehicle, setVehicle] = useState<string>();
  const [din, setDin] = useState('');
  const [cursor, setCursor] = useState<string>();
  const [resolving, setResolving] = useState<QueueItem>();
  const [noted, setNoted] = useState(false);
  const mayResolve = useMay('set-aside.resolve');
  const maySeeHolds = useMay('hold.list');
  const answer = useCall(
    'set-aside.list',
    {
      state,
      ...(reason === undefined ? {} : { reason }),
      ...(vehicle === undefined ? {} : { vehicle }),
      ...(din === '' ? {} : { din }),
      ...(cursor === undefined ? {} : { cursor }),
    },
    { everyMs: refreshMs },
  );
  const narrow =
    <T,>(set: (value: T) => void) =>
    (value: T) => {
      set(value);
      setCursor(undefined);
    };
  const next = answer.value?.nextCursor ?? null;
  return (
    <Screen title="area.set-asides" how="set-aside.how">
      {answer.value !== undefined && <Waiting open={answer.value.open} withHolds={maySeeHolds} />}
      {noted && <Alert type="info" showIcon closable title={t('set-aside.noted')} />}
      <div className="bar" style={{ marginTop: 12 }}>
        <Segmented
          value={state}
          onChange={narrow(setState)}
          options={states.map((value) => ({ value, label: t(stateTexts[value]) }))}
        />
        <Select<QueueItem['reason']>
          allowClear
          placeholder={t('set-aside.reason')}
          aria-label={t('set-aside.reason')}
          style={{ width: 300 }}
          onChange={narrow(setReason)}
          options={setAsideReason.options.map((value) => ({
            value,
            label: said(setAsideWords[value]),
          }))}
        />
        <VehicleSelect value={vehicle} onChange={narrow(setVehicle)} width={170} />
        <SearchBox hint="set-aside.din-search" onSearch={narrow(setDin)} width={200} />
      </div>
      <FailureNote answer={answer} />
      <section className="panel">
        <Queue
          items={answer.value?.items ?? []}
          busy={answer.busy && answer.value === undefined}
          onResolve={mayResolve ? setResolving : undefined}
        />
      </section>
      <div className="bar">
        {cursor !== undefined && (
          <Button onClick={() => setCursor(undefined)}>{t('set-aside.first')}</Button>
        )}
        {next !== null && <Button onClick={() => setCursor(next)}>{t('set-aside.more')}</Button>}
      </div>
      {resolving && (
        <Resolve
          item={resolving}
          onClose={(outcome) => {
            setResolving(undefined);
            setNoted(outcome === 'needs-second');
          }}
        />
      )}
    </Screen>
  );
}
