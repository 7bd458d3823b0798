import { vehicleId } from '../../shared/ids.ts';
import type { EnrolRefusal } from '../../shared/sync/enrolment.ts';

const sentences: Readonly<Record<EnrolRefusal['error'], (vehicle: string) => string>> = {
  'code-unknown': () =>
    'The station made no such code. Ask for it again, or have a new one made for this vehicle.',
  'code-expired': () => 'The code is too old. Have a new one made at the station.',
  'code-used': () => 'Another laptop has used this code. Have a new one made at the station.',
  'code-of-other-vehicle': (vehicle) =>
    `The code is for vehicle ${vehicle}. Start this laptop with --vehicle ${vehicle}, or have a code made for its own vehicle.`,
  'key-enrolled-elsewhere': (vehicle) =>
    `This laptop is enrolled for vehicle ${vehicle}. Start it with --vehicle ${vehicle}, or with an empty data folder.`,
  'key-revoked': () =>
    'This laptop was revoked and cannot be enrolled again. Start with an empty data folder and a new code; keep the old folder for the station.',
  'proof-wrong': () =>
    'The request was not signed by the key it names. Start the laptop again and repeat.',
  'too-many-tries': () =>
    'Too many wrong codes were tried at the station. Wait a minute, then try again.',
};

export const enrolRefusalOf = (error: EnrolRefusal['error'], vehicle?: string): EnrolRefusal => ({
  error,
  vehicle: vehicle === undefined ? null : vehicleId.parse(vehicle),
  sentence: sentences[error](vehicle ?? ''),
});
