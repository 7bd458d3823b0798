import type { FastifyRequest } from 'fastify';
import { vehicleOfToken } from '../reference/vehicles.ts';
import type { App, StationDeps } from './app.ts';
import type { Problem } from './problem.ts';

const vehicles = new WeakMap<FastifyRequest, string>();

/** Lets only enrolled vehicles through, before a byte of the body is read. */
export function requireVehicle(app: App, { db }: StationDeps): void {
  app.addHook('onRequest', async (request, reply) => {
    const token = bearerToken(request.headers.authorization);
    const vehicle = token === undefined ? undefined : await vehicleOfToken(db, token);
    if (vehicle === undefined) {
      const problem: Problem = {
        error: 'not-signed-in',
        sentence: 'This vehicle is not known here, or its token was replaced. Enrol it again.',
      };
      return reply.status(401).header('www-authenticate', 'Bearer').send(problem);
    }
    vehicles.set(request, vehicle);
    return undefined;
  });
}

/** The vehicle that signed in for this request. */
export function vehicleOf(request: FastifyRequest): string {
  const vehicle = vehicles.get(request);
  if (vehicle === undefined) throw new Error('a vehicle route ran without sign-in');
  return vehicle;
}

export function bearerToken(header: string | undefined): string | undefined {
  return /^Bearer ([\x21-\x7e]{1,512})$/i.exec(header ?? '')?.[1];
}
