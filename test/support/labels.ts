import { join } from 'node:path';
import { lazyLabelInk } from '../../electron/core/label-font.ts';
import { loadLabelDesigns } from '../../electron/core/label-designs.ts';
import type { LabelPrinting } from '../../electron/core/services/label-drawing.ts';
import { createLabelPrinting } from '../../electron/core/label-printing.ts';
import { dinFields } from '../../electron/core/services/label-fields.ts';
import { parseBareDin } from '../../shared/codes/isbt128/din.ts';
import type { LabelDesign } from '../../shared/label/design-schema.ts';
import type { Dpi } from '../../shared/label/dots.ts';
import { labelFieldSamples, type LabelFields } from '../../shared/label/fields.ts';
import { fillIn, holds } from '../../shared/label/template.ts';

const resourcesFolder = join(import.meta.dirname, '..', '..', 'resources');
const noFolder = join(import.meta.dirname, 'no-such-folder');

export const shippedDesigns = loadLabelDesigns(resourcesFolder, noFolder);
export const labelInk = lazyLabelInk(resourcesFolder);

/** Label printing over what ships, for a printer that never changes. */
export const labelPrinting = (language: 'zpl' | 'tspl', dpi: Dpi): LabelPrinting => ({
  ...createLabelPrinting({ resourcesFolder, dataFolder: noFolder }, () => ({ language, dpi })),
  // Read once for all of a file's tests.
  ink: labelInk,
});

export const ordinaryName = '某某市中心血站';
/** The longest name of a station that is known, and one that is longer. */
const longNames = [
  '新疆维吾尔自治区巴音郭楞蒙古自治州中心血站',
  '内蒙古自治区呼伦贝尔市莫力达瓦达斡尔族自治旗红十字中心血站流动采血点',
] as const;
export const longestName = longNames[1];
export const stationNames = [ordinaryName, ...longNames];

/** One label of each kind that ships, as a person would name it. */
export interface LabelCase {
  readonly name: string;
  readonly design: LabelDesign;
  readonly kind: string | null;
  readonly flags: string;
}

const FLAGS: Readonly<Record<string, string>> = {
  bag: '00',
  'satellite-bag': '01',
  'pilot-tube': '06',
  'test-tube': '07',
  'donor-record': '08',
  'nat-tube': '09',
};

export const labelCases: readonly LabelCase[] = shippedDesigns.all.flatMap((design) =>
  (design.kinds ?? [null]).map((kind) => ({
    name: kind === null ? design.id : `${design.id} ${kind}`,
    ...{ design, kind, flags: FLAGS[kind ?? 'bag'] ?? '00' },
  })),
);

/** Field values of a label: the samples, a real number with its check character, and a station's name. */
export function fieldsOf({ design, kind, flags }: LabelCase, stationName: string): LabelFields {
  const din = parseBareDin('A999926000001');
  if (!din.ok) throw new Error(din.error);
  const all = { ...labelFieldSamples[design.prints], ...dinFields(din.value, flags) };
  return { ...all, 'label.kind': kind ?? '', 'station.name': stationName };
}

/** What every barcode of a label has to say, from the design alone. */
export const barcodesAsked = ({ design }: LabelCase, fields: LabelFields): readonly string[] =>
  design.elements.flatMap((element) =>
    element.kind === 'code128' && holds(element.when, fields) ? [fillIn(element.data, fields)] : [],
  );
