// The shapes of screening in one list, for the contract and the journal.
export * from './decision-schema.ts';
export * from './input-schema.ts';
export * from './questionnaire-schema.ts';
export * from './rule-set-schema.ts';
export * from './vocabulary-schema.ts';
