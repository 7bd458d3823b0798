import { join } from 'node:path';
import { expect } from 'vitest';
import { appVersion } from '../../electron/core/app-version.ts';
import { type Core, type Hardware, startCore } from '../../electron/core/compose.ts';
import type { CoreConfig } from '../../electron/core/config.ts';
import { createFileKeyStore } from '../../electron/core/keys.ts';
import { fixedOperator } from '../../electron/core/operator.ts';
import { beginIndexTransfer } from '../../electron/core/store/donor-index-transfer.ts';
import { keepStationData } from '../../electron/core/store/keep-station-data.ts';
import { openStore } from '../../electron/core/store/store.ts';
import { systemHashing } from '../../electron/core/system.ts';
import { createSeededWorld, type SeededWorld } from '../../scripts/day/seeded-world.ts';
import {
  type CallInput,
  type CallName,
  type CallOutput,
  calls,
} from '../../shared/contract/index.ts';
import type { Refusal } from '../../shared/contract/refusals.ts';
import type { Caller, Reply } from '../../shared/contract/router.ts';
import { type DeviceRole, deviceRoles } from '../../shared/device-setting.ts';
import { type DeviceUrl, formatDeviceUrl } from '../../shared/device-url.ts';
import type { IndexedDonor } from '../../shared/domain/donor/indexed-donor.ts';
import { vehicleId } from '../../shared/ids.ts';
import { ok } from '../../shared/result.ts';
import type { StationData } from '../../shared/sync/station-data.ts';
import { asReceived, donorHashKeyHex, smallStationData, startsAtMs } from './station-data.ts';
import { temporaryFolder } from './temporary-folder.ts';

export const vehicle = vehicleId.parse('vehicle-1');
const named = (name: string | undefined) => (name === undefined ? vehicle : vehicleId.parse(name));
const resourcesFolder = join(import.meta.dirname, '..', '..', 'resources');

export interface LoggedWorld extends SeededWorld {
  /** Events logged as errors: each is a bug of ours. */
  readonly errors: readonly string[];
}

export function loggedWorld(seed = 1): LoggedWorld {
  const errors: string[] = [];
  const world = createSeededWorld(seed, startsAtMs);
  const error = (event: string, ids: unknown): void =>
    void errors.push(`${event} ${JSON.stringify(ids)}`);
  return { ...world, errors, log: { ...world.log, error } };
}

export interface Taken {
  readonly data?: StationData;
  readonly donors?: readonly IndexedDonor[];
  readonly ageMs?: number;
}

/** Puts into a data folder what a station would have sent down, by the code that takes it in. */
export function takeAlong(
  folder: string,
  world: SeededWorld,
  { data = smallStationData(), donors = [], ageMs = 0 }: Taken = {},
  ofVehicle = vehicle,
): void {
  const keys = createFileKeyStore(folder);
  const keyHex = keys.databaseKeyHex();
  const transfer = beginIndexTransfer(folder, keyHex, 1);
  transfer.takeRows({ donors, nextCursor: null, indexVersion: 1 });
  transfer.finish();
  const store = openStore({
    ...{ dataFolder: folder, keyHex, appVersion, clockOffsetMs: () => 0 },
    vehicle: ofVehicle,
    ...{ clock: world.clock, random: world.random, hashing: systemHashing },
    devicePublicKey: keys.devicePublicKey(),
  });
  store.write((tx) => {
    keepStationData(tx, {
      ...asReceived(data),
      ...{
        version: data.version,
        donorHashKeyHex,
        keyGeneration: 1,
        indexVersion: 1,
        indexDonors: donors.length,
      },
      ...{ receivedAtMs: world.clock.nowMs() - ageMs, isNew: true },
    });
    return ok(null);
  });
  store.close();
}

export interface TestCore {
  readonly core: Core;
  readonly world: LoggedWorld;
  readonly folder: string;
  readonly reply: (name: string, input: unknown, given?: GivenCall) => Promise<Reply>;
  /** The answer of a call that must not fail. */
  readonly ok: <N extends CallName>(
    name: N,
    input: CallInput<N>,
    given?: GivenCall,
  ) => Promise<CallOutput<N>>;
  /** The refusal of a call that must be refused. */
  readonly refusal: <N extends CallName>(
    name: N,
    input: CallInput<N>,
    given?: GivenCall,
  ) => Promise<Pick<Refusal, 'reason' | 'details'>>;
}

export interface GivenCall {
  readonly caller?: Caller;
  readonly commandId?: string;
}

export function openTestCore(
  given: {
    readonly folder?: string;
    readonly world?: LoggedWorld;
    readonly taken?: Taken | 'nothing' | 'already';
    /** The station's address, as named on the command line. */
    readonly station?: string;
    readonly enrolCode?: string;
    readonly vehicle?: string;
    readonly printerLanguage?: CoreConfig['printerLanguage'];
    readonly takeBackScreens?: boolean;
    readonly devices?: Partial<Readonly<Record<DeviceRole, DeviceUrl>>>;
    readonly hardware?: Hardware;
    readonly resourcesFolder?: string;
  } = {},
): TestCore {
  const folder = given.folder ?? temporaryFolder();
  const world = given.world ?? loggedWorld();
  const { taken = {} } = given;
  if (typeof taken === 'object') takeAlong(folder, world, taken, named(given.vehicle));
  const core = startCore(
    {
      ...{ appVersion, vehicle: named(given.vehicle), dataFolder: folder },
      resourcesFolder: given.resourcesFolder ?? resourcesFolder,
      ...{
        demo: false,
        takeBackScreens: given.takeBackScreens ?? false,
        simulatorsUrl: null,
        ...{ labelDpi: 203, printerLanguage: given.printerLanguage ?? 'zpl' },
      },
      station: given.station === undefined ? undefined : { url: given.station, isFixed: true },
      ...{ enrolCode: given.enrolCode, allowPlainHttp: false, proxy: undefined },
      devices: deviceRoles.flatMap((role) => {
        const url = given.devices?.[role];
        return url === undefined ? [] : [{ role, url: formatDeviceUrl(url) }];
      }),
    },
    world,
    given.hardware,
  );
  const reply: TestCore['reply'] = (name, input, { caller = fixedOperator, commandId } = {}) => {
    const isCommand = Object.hasOwn(calls, name) && calls[name as CallName].kind === 'command';
    const id = commandId ?? (isCommand ? world.random.uuid() : undefined);
    return core.call({ name, input, commandId: id }, caller);
  };
  return {
    ...{ core, world, folder, reply },
    ok: async <N extends CallName>(name: N, input: CallInput<N>, call?: GivenCall) => {
      const answer = await reply(name, input, call);
      if (!answer.ok) throw new Error(`${name}: ${JSON.stringify(answer.error)}`);
      // The router checked it against the call's output schema.
      return answer.value as CallOutput<N>;
    },
    refusal: async (name, input, call) => {
      const answer = await reply(name, input, call);
      if (answer.ok) throw new Error(`${name} was not refused`);
      if (answer.error.kind !== 'refused') {
        throw new Error(`${name}: ${JSON.stringify(answer.error)} ${world.errors.join()}`);
      }
      return { reason: answer.error.reason, details: answer.error.details };
    },
  };
}

/** Closes the vehicle's core, which must have logged no error. */
export async function ended(test: TestCore): Promise<void> {
  await test.core.close();
  expect(test.world.errors).toEqual([]);
}
