import type { CallInput, CallName, CallOutput, calls } from '../../shared/contract/index.ts';
import type { Failure } from '../../shared/contract/router.ts';
import { err, type Result } from '../../shared/result.ts';
import { type Bridge, NotPaired } from './bridge.ts';

type NamesOf<Kind extends 'query' | 'command' | 'action'> = {
  [N in CallName]: (typeof calls)[N] extends { readonly kind: Kind } ? N : never;
}[CallName];

export type QueryName = NamesOf<'query'>;
export type CommandName = NamesOf<'command'>;
export type ActionName = NamesOf<'action'>;

/** What a call ends with when it does not end well. `lost`: no reply came; `not-paired`: the host does not know this browser. */
export type CallFailure = Failure | { readonly kind: 'lost' } | { readonly kind: 'not-paired' };

export type CallResult<N extends CallName> = Result<CallOutput<N>, CallFailure>;

/** One call. Refusals and losses are values, never exceptions. */
export async function call<N extends CallName>(
  bridge: Bridge,
  name: N,
  input: CallInput<N>,
  commandId?: string,
): Promise<CallResult<N>> {
  try {
    const reply = await bridge.call({ name, input, commandId });
    // The router has checked this very output against the contract that gives the type.
    return reply as CallResult<N>;
  } catch (failed) {
    if (failed instanceof NotPaired) return err({ kind: 'not-paired' });
    // Whatever else the transport throws means one thing to the person at the screen: no answer came.
    return err({ kind: 'lost' });
  }
}
