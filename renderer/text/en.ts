import { collectionTexts } from './en/collection.ts';
import { devicePageTexts } from './en/device-page.ts';
import { deviceTexts } from './en/devices.ts';
import { frameTexts } from './en/frame.ts';
import { refusalTexts } from './en/refusals.ts';
import { selfServiceTexts } from './en/self-service.ts';
import { donorTexts } from './en/donor.ts';
import { decisionTexts } from './en/decision.ts';
import { screeningTexts } from './en/screening.ts';
import { labelTexts } from './en/labels.ts';
import { sessionTexts } from './en/session.ts';
import { stationTexts } from './en/station.ts';
import type { zhCN } from './zh-CN.ts';

/** Every sentence of the page in English: exactly the keys of the Chinese list. */
export const en = {
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
} as const satisfies Readonly<Record<keyof typeof zhCN, string>>;
