/** What a person (or the demo) sets up at a station. Each change is one transaction and counts as a new version for the vehicles. */
export { issueDinRange } from './reference/din-ranges.ts';
export { putDonors } from './reference/donors.ts';
export { importPlan } from './reference/drives.ts';
export { putRuleSets, putSettings, putStation, setDonorHashKey } from './reference/settings.ts';
export { putStaffTerm } from './reference/staff-terms.ts';
export { dinFate, dinFates } from './reference/din-fates.ts';
export { recallDinRange, splitDinRange } from './reference/din-range-changes.ts';
export { judgingSettingsOf, putJudgingSettings } from './judging/settings.ts';
export { holdsList } from './set-aside/holds.ts';
export { readQueue } from './set-aside/queue.ts';
export { resolveSetAside } from './set-aside/resolve.ts';
export { putBagLots, putStaff } from './reference/staff-and-lots.ts';
export { enrolVehicle } from './reference/vehicles.ts';
export { stationTotals, verifyStationChain } from './journal/verify.ts';
