import { Button } from 'antd';
import { useText } from '../text/TextProvider.tsx';

const kinds = ['xlsx', 'csv'] as const;

/** A table to take away, as the station makes it. */
export function FileLinks({
  name,
  wanted = {},
}: {
  readonly name: string;
  readonly wanted?: Readonly<Record<string, string>>;
}) {
  const { t } = useText();
  const behind = new URLSearchParams(wanted).toString();
  return kinds.map((kind) => (
    <Button key={kind} href={`${name}.${kind}${behind === '' ? '' : `?${behind}`}`}>
      {t(`frame.file-${kind}`)}
    </Button>
  ));
}
