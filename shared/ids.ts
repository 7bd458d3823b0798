import { z } from 'zod';

/** UUIDs made by the vehicle (version 7, so that they sort by time). */
const uuid = z.uuid();

export const epochId = uuid.brand<'EpochId'>();
export const sessionId = uuid.brand<'SessionId'>();
export const visitId = uuid.brand<'VisitId'>();
export const donationId = uuid.brand<'DonationId'>();
export const printJobId = uuid.brand<'PrintJobId'>();
export const commandId = uuid.brand<'CommandId'>();

/** Identifiers the station gives out; short text without spaces. */
const stationText = z.string().regex(/^[A-Za-z0-9._-]{1,64}$/);

export const vehicleId = stationText.brand<'VehicleId'>();
export const operatorId = stationText.brand<'OperatorId'>();
export const driveId = stationText.brand<'DriveId'>();

/** Keyed hash (HMAC-SHA-256, hex) of a donor's document number; the only form of it outside the donor's own entries. */
export const donorKey = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .brand<'DonorKey'>();

/** Keyed hash (HMAC-SHA-256, hex) of name, birth date and sex: the same person under another document has the same one, and so may another person. */
export const personKey = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .brand<'PersonKey'>();

/** Counts the station's hash keys: all keys of one donor index are made with one of them. */
export const keyGeneration = z.int().min(1);

export const integrityFlagId = uuid.brand<'IntegrityFlagId'>();

export type EpochId = z.infer<typeof epochId>;
export type SessionId = z.infer<typeof sessionId>;
export type VisitId = z.infer<typeof visitId>;
export type DonationId = z.infer<typeof donationId>;
export type PrintJobId = z.infer<typeof printJobId>;
export type CommandId = z.infer<typeof commandId>;
export type VehicleId = z.infer<typeof vehicleId>;
export type OperatorId = z.infer<typeof operatorId>;
export type DriveId = z.infer<typeof driveId>;
export type DonorKey = z.infer<typeof donorKey>;
export type PersonKey = z.infer<typeof personKey>;
export type IntegrityFlagId = z.infer<typeof integrityFlagId>;
