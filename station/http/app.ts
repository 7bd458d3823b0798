import type { FastifyInstance, RawServerDefault } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import type { Hashing } from '../../shared/journal/chain.ts';
import type { RequestCheck } from '../enrolment/check-request.ts';
import type { Nonces } from '../enrolment/nonce.ts';
import type { Metrics } from '../metrics.ts';
import type { StationDb } from '../store/database.ts';

/** Fastify with the contract's schemas and the station's log. */
export type App = FastifyInstance<
  RawServerDefault,
  IncomingMessage,
  ServerResponse,
  Logger,
  ZodTypeProvider
>;

/** What the routes need from outside. */
export interface StationDeps {
  readonly db: StationDb;
  readonly hashing: Hashing;
  readonly nowMs: () => number;
  /** Where people open the page (`https://station.example`), when something in front of the station speaks TLS; else undefined. */
  readonly publicOrigin: string | undefined;
  /** The built page. */
  readonly pageFolder: string;
  readonly nonces: Nonces;
  readonly check: RequestCheck;
  readonly log: Logger;
  readonly metrics: Metrics;
}
