import type { CardDesk } from './services/card-desk.ts';
import { appHandlers } from './services/app.ts';
import type { AllHandlers, Context } from './services/context.ts';
import { deferralHandlers } from './services/deferral.ts';
import { donorHistoryHandlers } from './services/donor-history.ts';
import { integrityHandlers } from './services/integrity.ts';
import { selfServiceHandlers } from './services/self-service.ts';
import { type DeviceDesk, deviceHandlers } from './services/device.ts';
import { donationHandlers } from './services/donation.ts';
import { donorHandlers } from './services/donor.ts';
import { labelHandlers } from './services/label.ts';
import { labelLooseHandlers } from './services/label-loose.ts';
import { labelPreviewHandlers } from './services/label-preview.ts';
import { packingHandlers } from './services/packing.ts';
import { screeningHandlers } from './services/screening.ts';
import { sessionHandlers } from './services/session.ts';
import type { PrintQueue } from './services/print-queue.ts';
import { stationHandlers } from './services/station.ts';
import type { StationDesk } from './sync/station-desk.ts';
import type { Sync } from './sync/sync.ts';

/** One handler for every call of the contract; a missing one does not compile. */
export const createHandlers = (
  ctx: Context,
  desk: CardDesk,
  devices: DeviceDesk,
  sync: Sync,
  prints: PrintQueue,
  station: StationDesk,
): AllHandlers => ({
  ...appHandlers(ctx),
  ...sessionHandlers(ctx),
  ...donorHandlers(ctx, desk),
  ...donorHistoryHandlers(ctx),
  ...integrityHandlers(ctx, desk),
  ...screeningHandlers(ctx),
  ...deferralHandlers(ctx),
  ...selfServiceHandlers(ctx),
  ...donationHandlers(ctx, desk),
  ...labelHandlers(ctx),
  ...labelLooseHandlers(ctx, prints),
  ...labelPreviewHandlers(ctx),
  ...packingHandlers(ctx),
  ...deviceHandlers(ctx, devices, sync, prints),
  ...stationHandlers(ctx, station, sync),
});
