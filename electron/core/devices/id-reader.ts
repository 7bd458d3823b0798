import type { DeviceDeps } from './device.ts';
import type { IdReader, IdReaderListener, IdReaderOptions } from './id-reader-port.ts';
import { createSamReader } from './sam-reader.ts';
import { createSidecarReader } from './sidecar-reader.ts';

export type * from './id-reader-port.ts';

/** A source of card reads by its URL: a reader of our own, or a program beside ours that has one. */
export const createIdReader = (
  deps: DeviceDeps,
  options: IdReaderOptions,
  listener: IdReaderListener,
): IdReader =>
  options.url?.kind === 'sidecar'
    ? createSidecarReader(deps, options, listener)
    : createSamReader(deps, options, listener);
