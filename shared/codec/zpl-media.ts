/** Label stock and print head. One dot is 25.4 / dpi mm. */
export interface LabelMedia {
  readonly dpi: 203 | 300 | 600;
  readonly widthMm: number;
  readonly heightMm: number;
}

/** Die-cut labels for bags and tubes. */
export const DIN_LABEL_MEDIA: LabelMedia = { dpi: 203, widthMm: 50, heightMm: 25 };

const MM_PER_INCH = 25.4;
// ST-001 §6: target module 0.25 mm; a module is a whole number of dots, or the bars come out uneven.
const MODULE_MM_MIN = 0.25;
// 203 dpi is 7.99 dots per mm: its 2-dot module measures 0.2502 mm, so no rounding slack is needed.
export const QUIET_ZONE_MODULES = 10;

export const mmToDots = (media: LabelMedia, mm: number): number =>
  Math.round((mm * media.dpi) / MM_PER_INCH);

export const moduleDots = (media: LabelMedia): number =>
  Math.ceil((MODULE_MM_MIN * media.dpi) / MM_PER_INCH);
