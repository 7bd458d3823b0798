import { z } from 'zod';
import { command, query } from './define.ts';
import { pageOf, pageWanted, searchText } from './page.ts';
import { everybody, stationRole } from './roles.ts';

/** What a person types to say who they are. Never case-sensitive. */
export const userName = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9][a-z0-9._-]{1,31}$/);

const password = z.string().min(1).max(200);
const nothing = z.strictObject({});

export const me = z.strictObject({
  user: z.string(),
  name: z.string(),
  roles: z.array(stationRole),
  /** A one-time password was used: until it is changed nothing else is answered. */
  mustChangePassword: z.boolean(),
});
export type Me = z.infer<typeof me>;

export const user = z.strictObject({
  user: z.string(),
  name: z.string(),
  roles: z.array(stationRole),
  mustChangePassword: z.boolean(),
  createdAtMs: z.int(),
  createdBy: z.string(),
  lastSignInAtMs: z.int().nullable(),
  /** Sessions that run at this moment. */
  signedIn: z.int(),
  endedAtMs: z.int().nullable(),
});
export type User = z.infer<typeof user>;

/** What one wants to know of an act, each under its own word. */
export const actFact = z.enum([
  'name',
  'roles',
  'reason',
  'until',
  'why',
  'count',
  'first-din',
  'to-vehicle',
  'decision',
  'file',
  'day',
  'vehicle',
  'team',
  'other-unit',
]);
export type ActFact = z.infer<typeof actFact>;
const actFacts = z.partialRecord(actFact, z.string());
export type ActFacts = Readonly<z.infer<typeof actFacts>>;

export const act = z.strictObject({
  id: z.int(),
  atMs: z.int(),
  by: z.string(),
  call: z.string(),
  subject: z.string(),
  facts: actFacts,
  /** `asked`: the station stopped before it could say. */
  outcome: z.enum(['asked', 'done', 'refused']),
});
export type Act = z.infer<typeof act>;

const personName = z.string().trim().min(1).max(60);
const rolesHeld = z.array(stationRole).min(1).max(5);
const oneTime = z.strictObject({ user: z.string(), oneTimePassword: z.string() });

export const peopleCalls = {
  'sign-in.with-password': command(
    'open',
    z.strictObject({ user: z.string().trim().min(1).max(64), password }),
    z.strictObject({ me }),
  ),
  'sign-in.with-code': command(
    'open',
    z.strictObject({ code: z.string().min(1).max(100) }),
    z.strictObject({ me }),
  ),
  'sign-in.end': command('open', nothing, nothing),
  'me.get': query(
    'open',
    nothing,
    z.strictObject({ me: me.nullable(), stationName: z.string(), nowMs: z.int() }),
  ),
  'me.change-password': command(
    everybody,
    z.strictObject({ old: password, new: password }),
    nothing,
  ),
  'user.list': query(
    ['administrator'],
    z.strictObject({ ...pageWanted, search: searchText }),
    pageOf(user),
  ),
  'user.add': command(
    ['administrator'],
    z.strictObject({ user: userName, name: personName, roles: rolesHeld }),
    oneTime,
  ),
  'user.set-roles': command(
    ['administrator'],
    z.strictObject({ user: userName, roles: rolesHeld }),
    nothing,
  ),
  'user.reset-password': command(['administrator'], z.strictObject({ user: userName }), oneTime),
  /** Where somebody is signed in at this moment. */
  'user.sign-ins': query(
    ['administrator'],
    z.strictObject({ user: userName }),
    z.strictObject({
      signIns: z
        .array(z.strictObject({ beganAtMs: z.int(), seenAtMs: z.int(), endsAtMs: z.int() }))
        .max(100),
    }),
  ),
  'user.sign-out': command(['administrator'], z.strictObject({ user: userName }), nothing),
  'user.end': command(['administrator'], z.strictObject({ user: userName }), nothing),
  'act.list': query(
    ['administrator'],
    z.strictObject({
      ...pageWanted,
      /** Part of a user's name or of a subject. */
      search: searchText,
      call: z.string().max(64).optional(),
    }),
    pageOf(act),
  ),
} as const;
