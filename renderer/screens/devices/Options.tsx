import type { CallOutput } from '../../../shared/contract/index.ts';
import type {
  DeviceSetting,
  PrinterOptions,
  ScannerOptions,
} from '../../../shared/device-setting.ts';
import { Choices } from '../../parts/Choices.tsx';
import { useText } from '../../text/use-text.ts';
import { AffixField } from './AffixField.tsx';
import { baudOf, bauds, withBaud } from './view-model.ts';

interface Props {
  readonly setting: DeviceSetting;
  readonly scaleFormats: CallOutput<'device.list'>['scaleFormats'];
  readonly busy: boolean;
  readonly onChange: (setting: DeviceSetting) => void;
}

const suffixes = ['any', 'cr', 'lf', 'crlf', 'tab', 'none'] as const;
const languages = ['given', 'zpl', 'tspl'] as const;
const resolutions = ['given', '203', '300', '600'] as const;

function ScannerChoices({
  options,
  onChange,
}: {
  readonly options: ScannerOptions;
  readonly onChange: (options: ScannerOptions) => void;
}) {
  const { t } = useText();
  return (
    <>
      <h3>{t('devices.suffix')}</h3>
      <Choices
        label={t('devices.suffix')}
        value={options.suffix}
        choices={suffixes.map((value) => ({ value, label: t(`devices.suffix.${value}`) }))}
        onChoose={(suffix) => onChange({ ...options, suffix })}
      />
      <div className="field-row">
        <AffixField
          label={t('devices.prefix')}
          value={options.prefix}
          onChange={(prefix) => onChange({ ...options, prefix })}
        />
        <AffixField
          label={t('devices.tail')}
          value={options.tail}
          onChange={(tail) => onChange({ ...options, tail })}
        />
      </div>
    </>
  );
}

const dpiOf = (chosen: (typeof resolutions)[number]): PrinterOptions['dpi'] => {
  if (chosen === 'given') return null;
  return chosen === '203' ? 203 : chosen === '300' ? 300 : 600;
};

function PrinterChoices({
  options,
  onChange,
}: {
  readonly options: PrinterOptions;
  readonly onChange: (options: PrinterOptions) => void;
}) {
  const { t } = useText();
  return (
    <>
      <h3>{t('devices.language')}</h3>
      <Choices
        label={t('devices.language')}
        value={options.language ?? 'given'}
        choices={languages.map((value) => ({
          value,
          label: value === 'given' ? t('devices.as-given') : value.toUpperCase(),
        }))}
        onChoose={(value) => onChange({ ...options, language: value === 'given' ? null : value })}
      />
      <h3>{t('devices.dpi')}</h3>
      <Choices
        label={t('devices.dpi')}
        value={options.dpi === null ? 'given' : (`${options.dpi}` as const)}
        choices={resolutions.map((value) => ({
          value,
          label: value === 'given' ? t('devices.as-given') : `${value} dpi`,
        }))}
        onChoose={(value) => onChange({ ...options, dpi: dpiOf(value) })}
      />
    </>
  );
}

/** How a device speaks. Every choice takes effect at once. */
export function Options({ setting, scaleFormats, busy, onChange }: Props) {
  const { t, ruleText } = useText();
  const baud = baudOf(setting.url);
  return (
    <fieldset className="options" disabled={busy}>
      {setting.role === 'scanner' && (
        <ScannerChoices
          options={setting.options}
          onChange={(options) => onChange({ ...setting, options })}
        />
      )}
      {setting.role === 'printer' && (
        <PrinterChoices
          options={setting.options}
          onChange={(options) => onChange({ ...setting, options })}
        />
      )}
      {setting.role === 'scale' && (
        <>
          <h3>{t('devices.format')}</h3>
          <Choices
            label={t('devices.format')}
            value={setting.options.format}
            choices={scaleFormats.map(({ id, name }) => ({ value: id, label: ruleText(name) }))}
            onChoose={(format) => onChange({ ...setting, options: { format } })}
          />
        </>
      )}
      {baud !== null && (
        <>
          <h3>{t('devices.baud')}</h3>
          <Choices
            label={t('devices.baud')}
            value={String(baud)}
            choices={bauds.map((each) => ({ value: String(each), label: String(each) }))}
            onChoose={(each) => onChange({ ...setting, url: withBaud(setting.url, Number(each)) })}
          />
        </>
      )}
    </fieldset>
  );
}
