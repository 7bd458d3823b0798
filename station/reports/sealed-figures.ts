import { type SealedFigure, sealedFigure } from '../contract/sessions.ts';

/** What the station counts in a session's entries, under the names of the seal's totals. */
export type StationCount = Readonly<Record<SealedFigure, number>>;

/** The seal's totals beside the station's own count, where the seal names the figure. */
export function compareSealed(
  totals: Readonly<Record<string, number>> | null,
  counted: StationCount,
): { figure: SealedFigure; atVehicle: number; atStation: number }[] | null {
  if (totals === null) return null;
  return sealedFigure.options.flatMap((figure) => {
    const atVehicle = totals[figure];
    return atVehicle === undefined ? [] : [{ figure, atVehicle, atStation: counted[figure] }];
  });
}

export const differencesIn = (
  figures: readonly { readonly atVehicle: number; readonly atStation: number }[] | null,
): number | null =>
  figures && figures.filter(({ atVehicle, atStation }) => atVehicle !== atStation).length;
