import type { Caller } from '../../shared/contract/router.ts';
import { operatorId } from '../../shared/ids.ts';
import { roles } from '../../shared/roles.ts';

/** Until people sign in with badge or PIN, one operator works with every role; the router checks roles all the same. */
export const fixedOperator: Caller = {
  operator: operatorId.parse('demo'),
  roles,
  machine: 'this-laptop',
};
