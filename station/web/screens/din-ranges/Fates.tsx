import { Modal, Tag } from 'antd';
import type { DinRangeLine } from '../../../contract/din-ranges.ts';
import { useCall } from '../../api/use-call.ts';
import { usePaging } from '../../api/use-paging.ts';
import { DataTable } from '../../parts/DataTable.tsx';
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
  const paging = usePaging<'number'>('number');
  const { page, size } = paging.wanted;
  const answer = useCall('din-range.fates', { rangeId: range.rangeId, page, size });
  const name = `${dinText(range.firstDin)} – ${dinText(range.lastDin)}`;
  return (
    <Modal
      open
      width={900}
      title={t('din.fates-of', { range: name })}
      footer={null}
      onCancel={onClose}
    >
      <p>
        {Object.entries(answer.value?.counts ?? {}).map(
          ([kind, count]) =>
            count > 0 && (
              <Tag key={kind} color={fateColours[kind as keyof typeof fateColours]}>
                {texts.word('fate', kind)} {number(count)}
              </Tag>
            ),
        )}
      </p>
      <DataTable
        answer={answer}
        page={answer.value?.runs}
        paging={paging}
        columns={fateColumns(texts)}
        rowKey={({ firstDin }) => firstDin}
        empty="din.empty"
      />
    </Modal>
  );
}
