import type { LocalNumber } from '../../../shared/codes/local-number.ts';
import type { RegistrationRules } from '../../../shared/domain/donor/registration-rules-schema.ts';
import type { calls } from '../../../shared/contract/index.ts';
import type { Handlers } from '../../../shared/contract/router.ts';
import type { TopicMessage } from '../../../shared/contract/topics.ts';
import type { DeviceRole } from '../../../shared/device-setting.ts';
import type { CollectionRules } from '../../../shared/domain/donation/collection-rules-schema.ts';
import type { Questionnaire, RuleSet, Text } from '../../../shared/domain/screening/schema.ts';
import type { VehicleId } from '../../../shared/ids.ts';
import type { Hashing } from '../../../shared/journal/chain.ts';
import type { CollectionProducts } from '../../../shared/domain/label/product-schema.ts';
import type { Clock, Log, Random, Timers } from '../deps.ts';
import type { DonorIndex } from '../store/donor-index.ts';
import type { Store } from '../store/store.ts';
import type { Reader, Writer } from '../store/writer.ts';
import type { LabelPrinting } from './label-drawing.ts';

export type AllHandlers = Handlers<typeof calls, Reader, Writer>;

/** Forms and rules the program ships with; the station's newer rule sets stand beside them. */
export interface Resources {
  readonly ruleSets: readonly RuleSet[];
  readonly questionnaires: readonly Questionnaire[];
  readonly collectionRules: readonly CollectionRules[];
  readonly products: CollectionProducts;
  readonly consent: { readonly version: string; readonly text: Text };
  readonly registration: RegistrationRules;
  /** The station's own forms of the donation number. */
  readonly localNumbers: readonly LocalNumber[];
}

/** To every machine. What a device says goes to its own machine alone, by `DeviceWorld.tell`. */
export type Publish = (topic: 'changed', message: TopicMessage<'changed'>) => void;

/** What every service is given. Services hold no state of their own: it is in the store or in a desk named here. */
export interface Context {
  readonly appVersion: string;
  readonly vehicle: VehicleId;
  readonly demo: boolean;
  readonly simulatorsUrl: string | null;
  readonly labels: LabelPrinting;
  readonly store: Store;
  /** The donor index in use; undefined before the first transfer is complete. */
  readonly donorIndex: () => DonorIndex | undefined;
  readonly resources: Resources;
  readonly clock: Clock;
  /** The moment by this vehicle's clock, put right by what the station's last said: what the station judges by. */
  readonly nowMs: () => number;
  readonly timers: Timers;
  readonly random: Random;
  readonly hashing: Hashing;
  /** Ed25519 public key of this laptop, SPKI DER, base64. */
  readonly devicePublicKey: string;
  /** Ed25519 signature of this laptop over UTF-8 text, base64. */
  readonly sign: (text: string) => string;
  /** A Chinese name in pinyin letters and initials, lower case: `王芳` → `wangfang`, `wf`. */
  readonly spell: (name: string) => { readonly pinyin: string; readonly initials: string };
  readonly publish: Publish;
  /** Whether what the device of this role says is for this machine; true where there is no such device. */
  readonly mayRead: (role: DeviceRole, machine: string) => boolean;
  readonly log: Log;
}
