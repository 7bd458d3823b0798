/** What a person (or the demo) sets up at a station. Each change is one transaction and counts as a new version for the vehicles. */
export { issueDinRange } from './reference/din-ranges.ts';
export { loadDonors, unloadDonors } from './reference/load-donors.ts';
export {
  beginRotation,
  cancelRotation,
  finishRotation,
  serveNextKey,
} from './reference/rotate-key.ts';
export { removeDonors } from './reference/donor-changes.ts';
export { setDonorHashKey } from './reference/donor-keys.ts';
export { putDonors } from './reference/donors.ts';
export { indexDraws } from './reference/index-draws.ts';
export { confirmDrive, releaseDrive } from './plan/confirm-drive.ts';
export { mergeUnits } from './plan/aliases.ts';
export { importPlan } from './plan/import-plan.ts';
export { previewPlan } from './plan/preview.ts';
export { putTargetRule, putUnit, setTarget } from './plan/targets.ts';
export { putRuleSets, putSettings, putStation } from './reference/settings.ts';
export { putStaffTerm } from './reference/staff-terms.ts';
export { dinFate, dinFates } from './reference/din-fates.ts';
export { recallDinRange, splitDinRange } from './reference/din-range-changes.ts';
export { judgingSettingsOf, putJudgingSettings } from './judging/settings.ts';
export { holdsList } from './set-aside/holds.ts';
export { readQueue } from './set-aside/queue.ts';
export { resolveSetAside } from './set-aside/resolve.ts';
export { putBagLots, putStaff } from './reference/staff-and-lots.ts';
export { putVehicle } from './reference/vehicles.ts';
export { makeEnrolCode, setEnrolCodeLife } from './enrolment/code.ts';
export { listLaptops, revokeLaptop } from './enrolment/laptops.ts';
export { forksOf } from './intake/forks.ts';
export { stationTotals, verifyStationChain } from './journal/verify.ts';
export { makeSignInCode } from './people/codes.ts';
export { beginSession } from './people/sessions.ts';
export { acceptPassword, addUser } from './people/users.ts';
