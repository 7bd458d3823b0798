/** Facility identification number `αpppp` (ST-001 §2.4.1): no letter O anywhere, no 0 at the first place. */
export const FACILITY_FORM = '[A-NP-Z1-9][A-NP-Z0-9]{2}[0-9]{2}';
export const FACILITY_LENGTH = 5;
