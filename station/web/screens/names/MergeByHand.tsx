import { Select } from 'antd';
import { useState } from 'react';
import { useCall } from '../../api/use-call.ts';
import { useCommand } from '../../api/use-command.ts';
import { Ask } from '../../parts/Ask.tsx';
import { Field } from '../../parts/Field.tsx';
import { type TextKey, useText } from '../../text/TextProvider.tsx';

interface Chosen {
  readonly unitId: string;
  readonly name: string;
}

function ChooseUnit({
  label,
  chosen,
  onChoose,
}: {
  readonly label: TextKey;
  readonly chosen: Chosen | undefined;
  readonly onChoose: (unit: Chosen) => void;
}) {
  const { t } = useText();
  const [search, setSearch] = useState('');
  const found = useCall('unit.find', { search }).value?.units ?? [];
  return (
    <Field label={t(label)}>
      <Select<string>
        showSearch={{ filterOption: false, onSearch: setSearch }}
        aria-label={t(label)}
        placeholder={t('names.search')}
        {...(chosen === undefined ? {} : { value: chosen.unitId })}
        onChange={(unitId) => {
          const unit = found.find((each) => each.unitId === unitId);
          if (unit) onChoose(unit);
        }}
        options={[
          ...found,
          // What was chosen stays named when something else is looked for.
          ...(chosen && !found.some(({ unitId }) => unitId === chosen.unitId) ? [chosen] : []),
        ].map(({ unitId, name }) => ({ value: unitId, label: name }))}
      />
    </Field>
  );
}

/** Says that two units are one though nothing in their names does: an abbreviation, a new name. */
export function MergeByHand({ onClose }: { readonly onClose: () => void }) {
  const { t } = useText();
  const [other, setOther] = useState<Chosen>();
  const [kept, setKept] = useState<Chosen>();
  const merge = useCommand('unit.merge');
  return (
    <Ask
      title={t('names.by-hand')}
      action={t('names.merge')}
      busy={merge.busy}
      disabled={!other || !kept || other.unitId === kept.unitId}
      failure={merge.failure}
      onClose={onClose}
      onDo={() => {
        if (!other || !kept) return;
        void merge
          .run({ unitId: other.unitId, otherId: kept.unitId })
          .then((done) => done && onClose());
      }}
    >
      <p className="how">{t('names.by-hand-how')}</p>
      <ChooseUnit label="names.second" chosen={other} onChoose={setOther} />
      <ChooseUnit label="names.first" chosen={kept} onChoose={setKept} />
    </Ask>
  );
}
