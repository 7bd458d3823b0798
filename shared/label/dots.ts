/** Resolution of a print head; one dot is 25.4 / dpi mm. */
export type Dpi = 203 | 300 | 600;

const MM_PER_INCH = 25.4;
// ST-001 §6: target module 0.25 mm; a module is a whole number of dots, or the bars come out uneven.
const MODULE_MM_MIN = 0.25;

export const mmToDots = (mm: number, dpi: Dpi): number => Math.round((mm * dpi) / MM_PER_INCH);

/** Dots of one bar module: the fewest that are 0.25 mm. 203 dpi is 7.99 dots a millimetre: its two are 0.2502 mm. */
export const moduleDots = (dpi: Dpi): number => Math.ceil((MODULE_MM_MIN * dpi) / MM_PER_INCH);
