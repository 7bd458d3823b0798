import { Input } from 'antd';
import { type TextKey, useText } from '../text/TextProvider.tsx';

/** Looks when Enter is pressed or the field is emptied: every look is a question to the database. */
export function SearchBox({
  hint,
  onSearch,
  width = 260,
}: {
  readonly hint: TextKey;
  readonly onSearch: (text: string) => void;
  readonly width?: number;
}) {
  const { t } = useText();
  return (
    <Input.Search
      allowClear
      placeholder={t(hint)}
      aria-label={t(hint)}
      style={{ width }}
      maxLength={100}
      onSearch={(text) => onSearch(text.trim())}
    />
  );
}
