import type { ResolutionDecision } from '../../../shared/sync/verdicts.ts';
import type { FateKind } from '../../contract/din-ranges.ts';
import type { CommandName } from '../../contract/index.ts';
import type { SetAsideLine, SealedFigure } from '../../contract/sessions.ts';
import type { StationRefusal } from '../../contract/refusals.ts';
import type { StationRole } from '../../contract/roles.ts';
import type { Failure } from '../api/call.ts';
import { failureTexts } from './zh-cn/failures.ts';
import { frameTexts } from './zh-cn/frame.ts';
import { peopleTexts } from './zh-cn/people.ts';
import { planTexts } from './zh-cn/plans.ts';
import { recordTexts } from './zh-cn/records.ts';

/** Words the page needs for what comes from the station: leaving one out does not compile. */
type Needed =
  | `failure.${Exclude<Failure['error'], 'refused'>}`
  | `refusal.${StationRefusal}`
  | `role.${StationRole}`
  | `set-aside.reason.${SetAsideLine['reason']}`
  | `sealed.${SealedFigure}`
  | `fate.${FateKind}`
  | `decision.${ResolutionDecision}`
  | `call.${CommandName}`;

/** Every sentence of the page in Chinese; its keys are the list that English must match. */
export const zhCN = {
  ...frameTexts,
  ...failureTexts,
  ...peopleTexts,
  ...recordTexts,
  ...planTexts,
} as const satisfies Readonly<Record<Needed, string>>;
