import type { Generated } from 'kysely';
import type { StationRole } from '../contract/roles.ts';

/** Who may sign in at the station's page, and what they did there. */
export interface PeopleTables {
  station_user: {
    user_name: string;
    name: string;
    roles: StationRole[];
    password_hash: string;
    must_change_password: boolean;
    created_at_ms: number;
    created_by: string;
    last_sign_in_at_ms: number | null;
    ended_at_ms: number | null;
  };
  /** Only the hash of a session's token is kept. */
  station_session: {
    token_hash: Buffer;
    user_name: string;
    began_at_ms: number;
    seen_at_ms: number;
  };
  sign_in_code: { code_hash: Buffer; user_name: string; expires_at_ms: number; uses_left: number };
  /** Wrong tries by what was typed (a user or not) and by address. */
  sign_in_try: { who_hash: Buffer; wrong: number; last_at_ms: number; locked_until_ms: number };
  station_act: {
    id: Generated<number>;
    at_ms: number;
    by_whom: string;
    call: string;
    subject: string;
    /** JSON, see `ActFacts`. */
    detail: string;
    outcome: 'asked' | 'done' | 'refused';
  };
}
