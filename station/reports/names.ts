import type { CallOutput } from '../contract/index.ts';
import { namesMax } from '../contract/names.ts';
import type { StationDb } from '../store/database.ts';

/** Names of the people and vehicles that records carry by identifier; ended accounts keep theirs. */
export async function readNames(db: StationDb): Promise<CallOutput<'name.list'>> {
  const operators = db
    .selectFrom('staff')
    .select(['operator_id as id', 'name'])
    .orderBy('operator_id');
  const users = db
    .selectFrom('station_user')
    .select(['user_name as id', 'name'])
    .orderBy('user_name');
  const vehicles = db
    .selectFrom('vehicle')
    .select(['vehicle as id', 'plate as name'])
    .orderBy('vehicle');
  return {
    operators: await operators.limit(namesMax).execute(),
    users: await users.limit(namesMax).execute(),
    vehicles: await vehicles.limit(namesMax).execute(),
  };
}
