import { deflateSync } from 'node:zlib';
import type { CoreConfig } from './config.ts';
import { loadLabelDesigns } from './label-designs.ts';
import { lazyLabelInk } from './label-font.ts';
import type { LabelPrinting } from './services/label-drawing.ts';

/** What label jobs are made of; the font is read at the first need. */
export const createLabelPrinting = (
  { resourcesFolder, dataFolder }: Pick<CoreConfig, 'resourcesFolder' | 'dataFolder'>,
  printer: LabelPrinting['printer'],
): LabelPrinting => ({
  printer,
  designs: loadLabelDesigns(resourcesFolder, dataFolder),
  ink: lazyLabelInk(resourcesFolder),
  deflate: (bytes) => deflateSync(bytes, { level: 9 }),
});
