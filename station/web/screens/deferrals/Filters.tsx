import { Button, Input } from 'antd';
import { useState } from 'react';
import { useText } from '../../text/TextProvider.tsx';

export interface Wanted {
  readonly reason: string;
  readonly donorKey: string;
  /** Days (YYYY-MM-DD) or empty. */
  readonly from: string;
  readonly to: string;
}

export const anything: Wanted = { reason: '', donorKey: '', from: '', to: '' };

export function Filters({ onSearch }: { readonly onSearch: (wanted: Wanted) => void }) {
  const { t } = useText();
  const [wanted, setWanted] = useState(anything);
  const set = (part: Partial<Wanted>) => setWanted((now) => ({ ...now, ...part }));
  const day = (label: string, value: string, name: 'from' | 'to') => (
    <label className="soft">
      {label}{' '}
      <Input
        type="date"
        style={{ width: 140 }}
        value={value}
        onChange={({ target }) => set({ [name]: target.value })}
      />
    </label>
  );
  return (
    <form
      className="bar"
      style={{ margin: 0 }}
      onSubmit={(event) => {
        event.preventDefault();
        onSearch(wanted);
      }}
    >
      <Input
        allowClear
        style={{ width: 130 }}
        placeholder={t('deferral.reason-search')}
        aria-label={t('deferral.reason-search')}
        value={wanted.reason}
        onChange={({ target }) => set({ reason: target.value })}
      />
      <Input
        allowClear
        style={{ width: 210 }}
        maxLength={64}
        placeholder={t('deferral.donor-search')}
        aria-label={t('deferral.donor-search')}
        value={wanted.donorKey}
        onChange={({ target }) => set({ donorKey: target.value.trim().toLowerCase() })}
      />
      {day(t('deferral.from'), wanted.from, 'from')}
      {day(t('deferral.to'), wanted.to, 'to')}
      <Button htmlType="submit">{t('frame.search')}</Button>
    </form>
  );
}
