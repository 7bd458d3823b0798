import { openWire, type Wire } from '../../simulators/wire.ts';

/** A wire between vehicle and station that can be cut: no network in the village. */
export const createNetwork = (stationUrl: string): Promise<Wire> =>
  openWire(stationUrl, (vehicle, station) => {
    vehicle.pipe(station).pipe(vehicle);
  });
