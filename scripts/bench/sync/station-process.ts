import { startStation } from '../../../station/start.ts';
import { stationNowMs } from './bench-station.ts';

/** One process of the station, as `npm run station` runs it but for its clock: says where it listens and ends with its parent. */
const [databaseUrl = ''] = process.argv.slice(2);
const started = await startStation({ databaseUrl, nowMs: () => stationNowMs });
if (!started.ok) throw new Error(started.error);
const { url, close } = started.value;
process.once('disconnect', () => void close());
process.send?.(url);
