import { type Din, dinBarcodeText, formatDin } from '../../../shared/codes/isbt128/din.ts';
import { structureText } from '../../../shared/codes/isbt128/data-structure.ts';
import { ISBT_DEFAULT_TIME } from '../../../shared/codes/isbt128/isbt-date.ts';
import { readProductCode } from '../../../shared/codes/isbt128/product-code.ts';
import { type Refusal, refused } from '../../../shared/contract/refusals.ts';
import { addDays } from '../../../shared/domain/civil-date.ts';
import type { AboGroup } from '../../../shared/domain/screening/schema.ts';
import { mlToUnits } from '../../../shared/domain/donation/volume.ts';
import { productOf } from '../../../shared/domain/label/product-schema.ts';
import type { LabelFields } from '../../../shared/label/fields.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import type { Donation } from '../store/reads/donation.ts';
import { sessionById } from '../store/reads/session.ts';
import { takenAlong } from '../store/reads/station-data.ts';
import { visitById } from '../store/reads/visit.ts';
import type { Reader } from '../store/writer.ts';
import type { Context } from './context.ts';
import { collectionRulesOn } from './rules.ts';
import { today } from './today.ts';

/** Who prints: a station that gave no Chinese name is called by its Latin one. */
export function stationFields(db: Reader): Result<LabelFields, Refusal> {
  const station = takenAlong(db)?.data.station;
  if (!station) return err(refused('no-station-data'));
  const name = station.name.trim();
  return ok({
    'station.name': name === '' ? station.latinName : name,
    'station.latinName': station.latinName,
    'station.licence': station.licence,
  });
}

export const dinFields = (din: Din, flags: string): LabelFields => {
  const { spaced, check } = formatDin(din);
  return {
    ...{ 'din.text': din, 'din.spaced': spaced, 'din.check': check, 'din.flags': flags },
    'din.barcode': dinBarcodeText(din, flags),
  };
};

/** Blood group of which only ABO is known, by forward typing; RhD and phenotype are not said. */
const aboText = (group: AboGroup): string | null =>
  structureText('blood-groups', {
    says: { kind: 'group', group, use: 'unspecified' },
    phenotype: { kind: 'rh-kell', kell: null, rh: [null, null, null, null] },
  });

function productText(code: string): string | null {
  const read = readProductCode(code);
  return read && structureText('product-code', read);
}

/**
 * What stands on the four-quadrant label of a unit that was drawn. The blood group is that of the test before donation
 * and is marked so by the design. Refused before the draw has ended, and when nobody has said how long such a bag keeps.
 */
export function bagFields(
  ctx: Context,
  db: Reader,
  donation: Donation,
  flags: string,
): Result<LabelFields, Refusal> {
  const station = stationFields(db);
  if (!station.ok) return station;
  const visit = visitById(db, donation.visitId);
  const session = visit && sessionById(db, visit.sessionId);
  const lot = session?.bagLots.find((each) => each.lot === donation.bagLot);
  if (donation.startedAtMs === null || donation.stoppedAtMs === null || !visit) {
    return err(refused('draw-not-ended'));
  }
  const anticoagulant = lot?.anticoagulant ?? '';
  const product = productOf(ctx.resources.products, anticoagulant);
  if (!product) return err(refused('product-unknown', { anticoagulant }));
  const startedAtMs = donation.startedAtMs;
  const { date, time } = today({ clock: { nowMs: () => startedAtMs } });
  const expiresOn = addDays(date, product.shelfLifeDays);
  const rules = collectionRulesOn(ctx, date);
  if (!rules.ok) return rules;
  const abo = visit.tests?.aboForward ?? null;
  return ok({
    ...station.value,
    ...dinFields(donation.din, flags),
    'product.name': product.name,
    'product.code': product.code,
    'product.barcode': productText(product.code) ?? '',
    'product.storage': product.storage,
    'blood.abo': abo ?? '',
    // No vehicle tests RhD; the field is there for a design and a station that do.
    'blood.rh': '',
    'blood.barcode': (abo && aboText(abo)) ?? '',
    'collection.date': date,
    'collection.time': time,
    'collection.barcode': structureText('collection-date-time', { date, time }) ?? '',
    'expiry.date': expiresOn,
    'expiry.time': ISBT_DEFAULT_TIME,
    'expiry.barcode':
      structureText('expiry-date-time', { date: expiresOn, time: ISBT_DEFAULT_TIME }) ?? '',
    'bag.lot': donation.bagLot,
    'bag.product': lot?.product ?? '',
    'bag.anticoagulant': anticoagulant,
    'bag.additive': product.additive,
    'volume.ml': String(donation.volumeMl ?? donation.wantedVolumeMl),
    'volume.units': String(mlToUnits(donation.wantedVolumeMl, rules.value)),
  });
}
