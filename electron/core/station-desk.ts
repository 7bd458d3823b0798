import { err } from '../../shared/result.ts';
import type { CoreConfig } from './config.ts';
import { type Applicant, enrol } from './enrol.ts';
import { createReach } from './http-reach.ts';
import { createHttpStationLink } from './http-station-link.ts';
import type { KeyStore } from './keys.ts';
import { loadWireDictionary } from './pack-body.ts';
import { checkStationUrl, keepStation } from './station-address.ts';
import type { StationDesk } from './sync/station-desk.ts';
import type { StationLink } from './sync/station-link.ts';

/** Holds the link to the station; a new one takes its place once this laptop has enrolled at another address. */
export function createStationDesk(
  config: Pick<
    CoreConfig,
    | 'station'
    | 'enrolCode'
    | 'allowPlainHttp'
    | 'dataFolder'
    | 'resourcesFolder'
    | 'vehicle'
    | 'appVersion'
  >,
  keys: KeyStore,
  run: string,
  ended: AbortSignal,
): StationDesk {
  const applicant: Applicant = { keys, vehicle: config.vehicle, appVersion: config.appVersion };
  const reach = createReach(ended);
  const dictionary = loadWireDictionary(config.resourcesFolder);
  const linkTo = (url: string, enrolCode?: string): StationLink =>
    createHttpStationLink({ url, applicant, run, enrolCode, reach, dictionary });
  let url = config.station?.url ?? null;
  let link = url === null ? undefined : linkTo(url, config.enrolCode);
  const isFixed = config.station?.isFixed ?? false;
  return {
    link: () => link,
    url: () => url,
    isFixed,
    laptop: keys.laptop(),
    enrol: async (given, code) => {
      if (isFixed && given !== url) return err({ kind: 'address', problem: 'fixed' });
      const address = checkStationUrl(given, config.allowPlainHttp);
      if (!address.ok) return err({ kind: 'address', problem: address.error });
      const enrolled = await enrol(address.value, code, applicant, reach);
      if (!enrolled.ok) return enrolled;
      if (!isFixed) keepStation(config.dataFolder, address.value);
      url = address.value;
      link = linkTo(url);
      return enrolled;
    },
  };
}
