import type { RefusalReason } from '../../shared/contract/refusals.ts';
import type { EngineReasonCode } from '../../shared/domain/screening/finding.ts';
import type { DifferenceCode } from '../../shared/domain/session/reconcile.ts';
import type { EnrolRefusal, SignInProblem } from '../../shared/sync/enrolment.ts';
import type { BatchRefusal } from '../../shared/sync/station-api.ts';
import { collectionTexts } from './zh-cn/collection.ts';
import { devicePageTexts } from './zh-cn/device-page.ts';
import { deviceTexts } from './zh-cn/devices.ts';
import { frameTexts } from './zh-cn/frame.ts';
import { refusalTexts } from './zh-cn/refusals.ts';
import { selfServiceTexts } from './zh-cn/self-service.ts';
import { donorTexts } from './zh-cn/donor.ts';
import { decisionTexts } from './zh-cn/decision.ts';
import { screeningTexts } from './zh-cn/screening.ts';
import { labelTexts } from './zh-cn/labels.ts';
import { sessionTexts } from './zh-cn/session.ts';
import { stationTexts } from './zh-cn/station.ts';

/** Words the program may need whatever screen is open: leaving one out does not compile. */
type Needed =
  | `refusal.${RefusalReason}`
  | `screening.reason.${EngineReasonCode}`
  | `difference.${DifferenceCode}`
  | `settle.${DifferenceCode}`
  | `sync.problem.refused-${BatchRefusal['error']}`
  | `sync.problem.${SignInProblem}`
  | `sync.problem.enrol-${EnrolRefusal['error']}`;

/** Every sentence of the page in Chinese; its keys are the list that the other languages must match. */
export const zhCN = {
  ...frameTexts,
  ...deviceTexts,
  ...devicePageTexts,
  ...refusalTexts,
  ...screeningTexts,
  ...decisionTexts,
  ...donorTexts,
  ...selfServiceTexts,
  ...sessionTexts,
  ...stationTexts,
  ...collectionTexts,
  ...labelTexts,
} as const satisfies Readonly<Record<Needed, string>>;
