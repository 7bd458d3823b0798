import type { CardRefusal, IdCard } from '../../../shared/codec/id-card-layout.ts';
import type { DeviceUrl } from '../../../shared/device-url.ts';
import type { Device, DeviceState } from './device.ts';

/** What every source of card reads gives: a reader on a serial line, or a sidecar with a vendor's library or PC/SC. */
export interface IdReader extends Device {
  /** The reader's own security module number; null until it tells it, and for good when it never does. */
  readonly samId: () => string | null;
}

export interface PlacedCard {
  readonly card: IdCard;
  /** The text block as on the card, 256 bytes; kept raw. */
  readonly text: Uint8Array;
  /** 1024 bytes as on the card (WLT); kept raw. Empty when the source does not give it. */
  readonly photo: Uint8Array;
  readonly samId: string | null;
  readonly atMs: number;
}

/** After each of these the reader goes on by itself; the card usually has to be placed again. */
export type IdReaderTrouble =
  | { readonly kind: 'card-lifted' }
  | { readonly kind: 'bad-checksum' }
  | { readonly kind: 'half-frame' }
  | { readonly kind: 'noise' }
  | { readonly kind: 'no-reply' }
  /** The reader answered with a failure; `status` is its name from the protocol. */
  | { readonly kind: 'card-refused'; readonly status: string }
  | { readonly kind: 'card-unreadable'; readonly reason: CardRefusal }
  /** The sidecar speaks no version of the contract that this program knows, or no contract at all. */
  | { readonly kind: 'sidecar-wrong' };

export type IdReaderProblem = IdReaderTrouble & { readonly atMs: number };

export interface IdReaderListener {
  readonly onState: (state: DeviceState) => void;
  /** Once for each placed card; the next comes after this one has been removed. */
  readonly onCard: (placed: PlacedCard) => void;
  /** The card of the last `onCard`, or one that could not be read, lies there no more. Once for each. */
  readonly onRemoved: () => void;
  /** Once for each placing, however often it is tried again. */
  readonly onProblem: (problem: IdReaderProblem) => void;
}

export interface IdReaderOptions {
  readonly url: DeviceUrl | null;
  /** Time between two looks for a card; readers want at least 300 ms. */
  readonly pollMs?: number;
}
