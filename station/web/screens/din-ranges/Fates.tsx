import { Modal, Tag } from 'antd';
import { type DinRangeLine, fateKind } from '../../../contract/din-ranges.ts';
import { fateWords } from '../../../contract/words.ts';
import { useCall } from '../../api/use-call.ts';
import { useNames } from '../../api/use-names.ts';
import { usePaging } from '../../api/use-paging.ts';
import { DataTable } from '../../parts/DataTable.tsx';
import { FileLinks } from '../../parts/FileLinks.tsx';
import { dinText } from '../../text/formats.ts';
import { useText } from '../../text/TextProvider.tsx';
import { fateColumns, fateColours } from './fate-columns.tsx';

/** What became of every number of a range. */
export function Fates({
  range,
  onClose,
}: {
  readonly range: DinRangeLine;
  readonly onClose: () => void;
}) {
  const texts = useText();
  const { t, number } = texts;
  const names = useNames();
  const paging = usePaging<'number'>('number');
  const { page, size } = paging.wanted;
  const answer = useCall('din-range.fates', { rangeId: range.rangeId, page, size });
  const counted = fateKind.options.map((kind) => [kind, answer.value?.counts[kind] ?? 0] as const);
  const name = `${dinText(range.firstDin)} – ${dinText(range.lastDin)}`;
  return (
    <Modal
      open
      width={980}
      title={t('din.fates-of', { range: name })}
      footer={null}
      onCancel={onClose}
    >
      <div className="bar">
        {counted.map(
          ([kind, count]) =>
            count > 0 && (
              <Tag key={kind} color={fateColours[kind]}>
                {texts.said(fateWords[kind])} {number(count)}
              </Tag>
            ),
        )}
        <div className="bar push">
          <FileLinks name="din-fates" wanted={{ range: range.rangeId }} />
        </div>
      </div>
      <DataTable
        answer={answer}
        page={answer.value?.runs}
        paging={paging}
        columns={fateColumns(texts, names)}
        rowKey={({ firstDin }) => firstDin}
        empty="din.empty"
      />
    </Modal>
  );
}
