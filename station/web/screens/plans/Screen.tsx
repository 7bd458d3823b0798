import { Alert, Button } from 'antd';
import { useState } from 'react';
import { useMay } from '../../api/me.ts';
import { useCall } from '../../api/use-call.ts';
import { useNames } from '../../api/use-names.ts';
import { usePaging } from '../../api/use-paging.ts';
import { DataTable } from '../../parts/DataTable.tsx';
import { Screen } from '../../parts/Frame.tsx';
import { useText } from '../../text/TextProvider.tsx';
import { Preview } from './Preview.tsx';
import { type PlanFile, readPlanFile } from './plan-file.ts';

function ChooseFile({ onChosen }: { readonly onChosen: (file: PlanFile) => void }) {
  const { t } = useText();
  return (
    <section className="panel">
      <div className="bar" style={{ margin: 0 }}>
        <label>
          <input
            type="file"
            accept=".csv,.xlsx,.txt,.tsv"
            style={{ position: 'absolute', opacity: 0, width: 1 }}
            onChange={({ target }) => {
              const [file] = target.files ?? [];
              if (file) void readPlanFile(file).then(onChosen);
              // The same file may be chosen again after it was mended.
              target.value = '';
            }}
          />
          <Button
            type="primary"
            onClick={({ currentTarget }) =>
              currentTarget.parentElement?.querySelector('input')?.click()
            }
          >
            {t('plan.choose')}
          </Button>
        </label>
        <span className="soft">{t('plan.choose-how')}</span>
      </div>
    </section>
  );
}

/** 计划导入: a file is previewed row by row, and only then stored. */
export function PlansScreen() {
  const { t, moment, number } = useText();
  const names = useNames();
  const [file, setFile] = useState<PlanFile>();
  const [stored, setStored] = useState<string>();
  const mayImport = useMay('plan.import');
  const paging = usePaging<'year'>('year');
  const { page, size } = paging.wanted;
  const answer = useCall('plan.list', { page, size });
  if (file !== undefined) {
    return (
      <Screen title="area.plans">
        <Preview
          file={file}
          onAway={() => setFile(undefined)}
          onStored={(sentence) => {
            setStored(sentence);
            setFile(undefined);
          }}
        />
      </Screen>
    );
  }
  return (
    <Screen title="area.plans">
      {stored !== undefined && (
        <Alert type="success" showIcon title={stored} style={{ marginBottom: 12 }} role="status" />
      )}
      {mayImport && <ChooseFile onChosen={setFile} />}
      <DataTable
        answer={answer}
        page={answer.value}
        paging={paging}
        rowKey={({ plan }) => plan}
        empty="plan.empty"
        columns={[
          {
            title: t('plan.plan'),
            render: (_, { plan, fileName }) => (
              <span className="two">
                <b>{plan}</b>
                <small>{fileName}</small>
              </span>
            ),
          },
          { title: t('plan.year'), align: 'right', dataIndex: 'year' },
          { title: t('plan.drives'), align: 'right', render: (_, row) => number(row.drives) },
          { title: t('plan.confirmed'), align: 'right', render: (_, row) => number(row.confirmed) },
          { title: t('plan.rejected'), align: 'right', render: (_, row) => number(row.rejected) },
          {
            title: t('plan.imported'),
            render: (_, { importedAtMs, importedBy }) => (
              <span className="two">
                {moment(importedAtMs)}
                <small>{names.user(importedBy)}</small>
              </span>
            ),
          },
        ]}
      />
    </Screen>
  );
}
