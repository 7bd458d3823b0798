/** What a person (or the demo) sets up at a station. Each change is one transaction and counts as a new version for the vehicles. */
export { issueDinRange } from './reference/din-ranges.ts';
export { putDonors } from './reference/donors.ts';
export { confirmDrive, releaseDrive } from './plan/confirm-drive.ts';
export { importPlan } from './plan/import-plan.ts';
export { previewPlan } from './plan/preview.ts';
export { putTargetRule, putUnit, setTarget } from './plan/targets.ts';
export { putRuleSets, putSettings, putStation, setDonorHashKey } from './reference/settings.ts';
export { putBagLots, putStaff } from './reference/staff-and-lots.ts';
export { enrolVehicle } from './reference/vehicles.ts';
export { stationTotals, verifyStationChain } from './journal/verify.ts';
export { makeSignInCode } from './people/codes.ts';
export { beginSession } from './people/sessions.ts';
export { acceptPassword, addUser } from './people/users.ts';
