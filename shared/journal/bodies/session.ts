import { z } from 'zod';
import { driveId, epochId, keyGeneration, operatorId, sessionId, vehicleId } from '../../ids.ts';
import { hash } from '../entry.ts';

/** A bag lot as issued by the station: which bag, how much anticoagulant takes, until when. */
export const bagLot = z.strictObject({
  lot: z.string().min(1).max(32),
  product: z.string().min(1).max(64),
  anticoagulant: z.string().max(32),
  nominalVolumeMl: z.int().min(50).max(1000),
  expiresOn: z.iso.date(),
});
export type BagLot = Readonly<z.infer<typeof bagLot>>;

/** Numbers issued to this vehicle: `count` consecutive DINs from `firstDin` (13 characters). */
export const dinRange = z.strictObject({
  rangeId: z.string().min(1).max(64),
  firstDin: z.string().length(13),
  count: z.int().min(1).max(100_000),
});
export type DinRange = Readonly<z.infer<typeof dinRange>>;

/** A drive of the station's plan. `planned` keeps the plan's own words (“3月第三周(17-23日)”). */
export const drive = z.strictObject({
  driveId,
  planned: z.string().max(64),
  venue: z.string().max(200),
  organisations: z.array(z.string().max(200)).max(100),
  target: z.int().min(0).nullable(),
});
export type Drive = Readonly<z.infer<typeof drive>>;

/** How a day departs from what the station confirmed for its drive. */
export const driveDeparture = z.enum(['withdrawn', 'other-vehicle', 'other-day']);
export type DriveDeparture = z.infer<typeof driveDeparture>;

export const sessionBodies = {
  'epoch.opened': z.strictObject({
    vehicle: vehicleId,
    reason: z.enum(['created', 'restored']),
    appVersion: z.string().max(32),
    /** Ed25519 public key of this laptop, SPKI DER, base64. */
    devicePublicKey: z.string().max(200),
    /** Only with `restored`: the epoch that was left, where it stood here, and under which name its own entries go to the station. */
    follows: z
      .strictObject({
        epoch: epochId,
        seq: z.int().min(1),
        hash,
        branch: epochId,
        /** Ranges whose numbers may be on bags of the lost state: none of them gives a next number any more. */
        closedRanges: z.array(dinRange.shape.rangeId).max(200),
        why: z.string().min(1).max(200),
        secondOperator: operatorId,
      })
      .optional(),
  }),
  'reference.received': z.strictObject({
    version: z.int().min(1),
    sha256: hash,
    indexVersion: z.int().min(0),
    indexedDonors: z.int().min(0),
    /** From here on this journal's donor and person keys are made with this one of the station's hash keys. */
    keyGeneration,
  }),
  'session.opened': z.strictObject({
    sessionId,
    drive,
    /** Opened against the station's plan, and the operator was told so before; left out when nothing departs from it. */
    knowingly: z
      .strictObject({
        departures: z.array(driveDeparture).min(1).max(3),
        /** What the plan said here at that moment; null: not confirmed. */
        confirmedOn: z.iso.date().nullable(),
        confirmedVehicle: vehicleId.nullable(),
      })
      .optional(),
    bagLots: z.array(bagLot).min(1).max(20),
    dinRanges: z.array(dinRange).min(1).max(20),
    ruleSet: z.strictObject({ id: z.string(), version: z.int(), sha256: hash }),
    /** The age of the deferral list when the session opened, milliseconds. */
    deferralListAgeMs: z.int().min(0),
    /** The vehicle's clock as the operator confirmed it. */
    clockConfirmedAtMs: z.int(),
  }),
  'session.sealed': z.strictObject({
    sessionId,
    totals: z.strictObject({
      donors: z.int(),
      eligible: z.int(),
      deferred: z.int(),
      donations: z.int(),
      volumeMl: z.int(),
      /** By nominal volume: 200 mL are 1 U, 300 mL 1.5 U. */
      units: z.number().min(0),
      dinsUsed: z.int(),
      dinsSpoiled: z.int(),
      dinsReturned: z.int(),
    }),
    secondOperator: operatorId,
    /** Head of the chain just before the seal: what the signature covers (`epoch:seq:hash`). */
    headSeq: z.int().min(1),
    headHash: hash,
    /** Ed25519 over the UTF-8 text `epoch:headSeq:headHash`, base64. */
    signature: z.string().max(120),
  }),
};
