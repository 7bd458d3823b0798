/** Everything the program can do, in one list. Adding a call is two edits: here (its area) and its handler. */
import { appCalls } from './app.ts';
import type { InputOf, OutputOf } from './define.ts';
import { deviceCalls } from './device.ts';
import { donationCalls } from './donation.ts';
import { donorCalls } from './donor.ts';
import { labelCalls } from './label.ts';
import { screeningCalls } from './screening.ts';
import { selfServiceCalls } from './self-service.ts';
import { sessionCalls } from './session.ts';
import { stationCalls } from './station.ts';

export const calls = {
  ...appCalls,
  ...sessionCalls,
  ...donorCalls,
  ...screeningCalls,
  ...selfServiceCalls,
  ...donationCalls,
  ...labelCalls,
  ...deviceCalls,
  ...stationCalls,
};

export type CallName = keyof typeof calls;
export type CallInput<N extends CallName> = InputOf<(typeof calls)[N]>;
export type CallOutput<N extends CallName> = OutputOf<(typeof calls)[N]>;
