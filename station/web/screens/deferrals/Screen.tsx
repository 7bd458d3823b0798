import { Button, Empty, Segmented, Table, Tag } from 'antd';
import { useState } from 'react';
import { donorKey as donorKeyShape } from '../../../../shared/ids.ts';
import type { DeferralLine } from '../../../contract/deferrals.ts';
import { useMay } from '../../api/me.ts';
import { useCall } from '../../api/use-call.ts';
import { FailureNote } from '../../parts/FailureNote.tsx';
import { Screen } from '../../parts/Frame.tsx';
import { useText } from '../../text/TextProvider.tsx';
import { EndDeferral } from './EndDeferral.tsx';
import { anything, Filters, type Wanted } from './Filters.tsx';
import { PlaceDeferral } from './PlaceDeferral.tsx';

const shows = ['active', 'ended', 'all'] as const;
const showTexts = {
  active: 'deferral.show-active',
  ended: 'deferral.show-ended',
  all: 'frame.all',
} as const;
const shortChars = 16;

function State({ line }: { readonly line: DeferralLine }) {
  const { t } = useText();
  if (line.active) return <Tag color="red">{t('deferral.active')}</Tag>;
  return (
    <Tag>
      {line.endedOn === null ? t('deferral.over') : t('deferral.ended', { day: line.endedOn })}
    </Tag>
  );
}

/** 屏蔽名单: the deferral list by keyed hash; searched from the station, a page of donors at a time. */
export function DeferralsScreen() {
  const { t, said } = useText();
  const [show, setShow] = useState<(typeof shows)[number]>('active');
  const [wanted, setWanted] = useState<Wanted>(anything);
  const [after, setAfter] = useState<string>();
  const [placing, setPlacing] = useState(false);
  const [ending, setEnding] = useState<DeferralLine>();
  const mayPlace = useMay('deferral.place');
  const key = donorKeyShape.safeParse(wanted.donorKey);
  const next = donorKeyShape.safeParse(after);
  const answer = useCall('deferral.list', {
    show,
    ...(key.success ? { donorKey: key.data } : {}),
    ...(next.success ? { after: next.data } : {}),
    ...(wanted.reason === '' ? {} : { reason: wanted.reason }),
    ...(wanted.from === '' ? {} : { untilFrom: wanted.from }),
    ...(wanted.to === '' ? {} : { untilTo: wanted.to }),
  });
  const goesOn = answer.value?.next ?? null;
  return (
    <Screen title="area.deferrals" how="deferral.how">
      <div className="bar">
        <Segmented
          value={show}
          onChange={(value) => {
            setShow(value);
            setAfter(undefined);
          }}
          options={shows.map((value) => ({ value, label: t(showTexts[value]) }))}
        />
        <Filters
          onSearch={(search) => {
            setWanted(search);
            setAfter(undefined);
          }}
        />
        {mayPlace && (
          <Button className="push" type="primary" onClick={() => setPlacing(true)}>
            {t('deferral.place')}
          </Button>
        )}
      </div>
      <FailureNote answer={answer} />
      <section className="panel">
        <Table
          size="small"
          pagination={false}
          loading={answer.busy && answer.value === undefined}
          rowKey={({ donorKey, reason, until }) => `${donorKey} ${reason} ${until ?? ''}`}
          dataSource={answer.value?.rows ?? []}
          locale={{
            emptyText: (
              <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('deferral.empty')} />
            ),
          }}
          columns={[
            {
              title: t('deferral.donor'),
              render: (_, { donorKey }) => (
                <code title={donorKey}>{donorKey.slice(0, shortChars)}…</code>
              ),
            },
            {
              title: t('deferral.reason'),
              render: (_, { reason, words }) => (words === null ? reason : said(words)),
            },
            { title: t('deferral.clause'), render: (_, { clause }) => clause ?? '—' },
            {
              title: t('deferral.until'),
              className: 'one-line',
              render: (_, { until }) => until ?? t('deferral.for-good'),
            },
            {
              title: t('deferral.bars'),
              render: (_, { bars }) =>
                bars === 'all'
                  ? t('deferral.bars-all')
                  : bars.map((each) => t(`donation-type.${each}`)).join(', '),
            },
            { title: t('deferral.state'), render: (_, line) => <State line={line} /> },
            ...(mayPlace
              ? [
                  {
                    title: '',
                    render: (_: unknown, line: DeferralLine) =>
                      line.active && (
                        <Button size="small" onClick={() => setEnding(line)}>
                          {t('deferral.end')}
                        </Button>
                      ),
                  },
                ]
              : []),
          ]}
        />
      </section>
      <div className="bar">
        {after !== undefined && (
          <Button onClick={() => setAfter(undefined)}>{t('deferral.first')}</Button>
        )}
        {goesOn !== null && <Button onClick={() => setAfter(goesOn)}>{t('deferral.more')}</Button>}
      </div>
      {placing && <PlaceDeferral onClose={() => setPlacing(false)} />}
      {ending !== undefined && <EndDeferral line={ending} onClose={() => setEnding(undefined)} />}
    </Screen>
  );
}
