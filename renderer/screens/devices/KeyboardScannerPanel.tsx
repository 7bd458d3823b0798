import type { KeyboardScanner } from '../../../shared/device-setting.ts';
import { useAction } from '../../api/use-command.ts';
import { Choices } from '../../parts/Choices.tsx';
import { useText } from '../../text/use-text.ts';
import { AffixField } from './AffixField.tsx';

const gaps = [20, 35, 60, 100] as const;

/** A scanner that types: nothing to plug in, but its prefix and its speed may need to be told. */
export function KeyboardScannerPanel({ keyboard }: { readonly keyboard: KeyboardScanner }) {
  const { t } = useText();
  const set = useAction('device.set-keyboard');
  const put = (change: Partial<KeyboardScanner>): void =>
    void set.run({ keyboard: { ...keyboard, ...change } });
  return (
    <div className="device-setup">
      <h2 className="panel-title">{t('devices.keyboard')}</h2>
      <p>{t('devices.keyboard-how')}</p>
      <p className="warn">{t('devices.keyboard-layout')}</p>
      <AffixField
        label={t('devices.keyboard-prefix')}
        value={keyboard.prefix}
        onChange={(prefix) => put({ prefix })}
      />
      <h3>{t('devices.gap')}</h3>
      <Choices
        label={t('devices.gap')}
        value={String(keyboard.gapMaxMs)}
        choices={gaps.map((ms) => ({ value: String(ms), label: `${ms} ms` }))}
        onChoose={(ms) => put({ gapMaxMs: Number(ms) })}
      />
      <p className="soft">{t('devices.gap-why')}</p>
    </div>
  );
}
