import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { labelJob } from '../../electron/core/services/label-drawing.ts';
import {
  barcodesAsked,
  fieldsOf,
  labelCases,
  labelPrinting,
  longestName,
  ordinaryName,
} from '../support/labels.ts';
import { decodeBarcodes, prepareDecoder, renderTspl, renderZpl } from '../support/render-label.ts';

const DECODE_TIMEOUT_MS = 30_000;
// `LABEL_PICTURES=1 npx vitest run test/devices/label-rendered.test.ts` draws docs/labels anew.
const picturesFolder = process.env['LABEL_PICTURES']
  ? join(import.meta.dirname, '..', '..', 'docs', 'labels')
  : null;

beforeAll(() => {
  prepareDecoder();
  if (picturesFolder !== null) mkdirSync(picturesFolder, { recursive: true });
});

describe.each(['zpl', 'tspl'] as const)('%s at', (language) => {
  describe.each([203, 300] as const)('%i dpi, drawn by others:', (dpi) => {
    it.each(
      labelCases.flatMap((each) =>
        [ordinaryName, longestName].map((station) => [each.name, station, each] as const),
      ),
    )(
      '%s of %s says what was asked',
      async (_, station, each) => {
        const { design, kind } = each;
        const fields = fieldsOf(each, station);
        const job = labelJob(labelPrinting(language, dpi), [
          { sort: design.prints, ...(kind !== null && { kind }), fields },
        ]);
        if (!job.ok) throw new Error(JSON.stringify(job.error));
        const png =
          language === 'zpl'
            ? await renderZpl(job.value, design.medium, dpi)
            : renderTspl(job.value, dpi);
        expect(await decodeBarcodes(png)).toEqual(barcodesAsked(each, fields).toSorted());
        const isShown = language === 'zpl' ? station === ordinaryName : station === longestName;
        if (picturesFolder !== null && isShown && (dpi === 203 || language === 'zpl')) {
          const name = `${each.name.replaceAll(' ', '-')}-${language}-${dpi}`;
          writeFileSync(join(picturesFolder, `${name}.png`), png);
        }
      },
      DECODE_TIMEOUT_MS,
    );
  });
});
