import type { DonationType } from '../../../shared/domain/screening/vocabulary-schema.ts';
import type { EntryType } from '../../../shared/journal/types.ts';
import type { ResolutionDecision } from '../../../shared/sync/verdicts.ts';
import type { ToldApart } from '../../contract/enrolment.ts';
import type { CommandName } from '../../contract/index.ts';
import type { SealedFigure, StationChainFault } from '../../contract/sessions.ts';
import type { StationRefusal } from '../../contract/refusals.ts';
import type { ActFact } from '../../contract/people.ts';
import type { StationRole } from '../../contract/roles.ts';
import type { Failure } from '../api/call.ts';
import { entryTexts } from './zh-cn/entries.ts';
import { failureTexts } from './zh-cn/failures.ts';
import { frameTexts } from './zh-cn/frame.ts';
import { paperTexts } from './zh-cn/paper.ts';
import { peopleTexts } from './zh-cn/people.ts';
import { planTexts } from './zh-cn/plans.ts';
import { recordTexts } from './zh-cn/records.ts';
import { toldApartTexts } from './zh-cn/told-apart.ts';

/** Words the page needs for what comes from the station: leaving one out does not compile. */
type Needed =
  | `failure.${Exclude<Failure['error'], 'refused'>}`
  | `refusal.${StationRefusal}`
  | `role.${StationRole}`
  | `sealed.${SealedFigure}`
  | `decision.${ResolutionDecision}`
  | `call.${CommandName}`
  | `entry.${EntryType}`
  | `chain-fault.${StationChainFault}`
  | `donation-type.${DonationType}`
  | `act-fact.${ActFact}`
  | `told.${ToldApart['told']}.${'title' | 'what' | 'kept' | 'to-do'}`;

/** Every sentence of the page in Chinese; its keys are the list that English must match. */
export const zhCN = {
  ...frameTexts,
  ...failureTexts,
  ...peopleTexts,
  ...recordTexts,
  ...planTexts,
  ...entryTexts,
  ...toldApartTexts,
  ...paperTexts,
} as const satisfies Readonly<Record<Needed, string>>;
