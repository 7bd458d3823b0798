import { asciiToBytes } from '../../../shared/codec/bytes.ts';
import { type LabelMedia, mmToDots } from '../../../shared/codec/zpl-media.ts';

const TEXT = 'Bloodmobile - printer test';

/** One line of text on one label, without number or barcode, so that it can be taken for nothing. */
export const testText = (language: 'zpl' | 'tspl', media: LabelMedia): Uint8Array => {
  const edge = mmToDots(media, 2);
  const height = mmToDots(media, 3);
  return asciiToBytes(
    language === 'zpl'
      ? `^XA^FO${edge},${edge}^A0N,${height},${height}^FD${TEXT}^FS^PQ1^XZ\r\n`
      : `SIZE ${media.widthMm} mm,${media.heightMm} mm\r\nCLS\r\nTEXT ${edge},${edge},"2",0,1,1,"${TEXT}"\r\nPRINT 1\r\n`,
  );
};
