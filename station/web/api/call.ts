import { type CallFailure, callFailure } from '../../contract/failure.ts';
import type { CallInput, CallOutput, StationCallName } from '../../contract/index.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { isAttended } from './attended.ts';

/** `lost`: no answer came, or one that is not the station's. */
export type Failure = CallFailure | { readonly error: 'lost' };

const replyMaxMs = 60_000;

/** One call to the station. Refusals and losses are values, never exceptions. */
export async function call<N extends StationCallName>(
  name: N,
  input: CallInput<N>,
): Promise<Result<CallOutput<N>, Failure>> {
  try {
    const response = await fetch(`api/${name}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(isAttended() ? {} : { 'x-unattended': '1' }),
      },
      body: JSON.stringify(input),
      signal: AbortSignal.timeout(replyMaxMs),
    });
    const body: unknown = await response.json();
    // The station has checked this very output against the contract that gives the type.
    if (response.ok) return ok(body as CallOutput<N>);
    const failure = callFailure.safeParse(body);
    return err(failure.success ? failure.data : { error: 'lost' });
  } catch {
    // Whatever the network or a proxy did means one thing to the person at the page: no answer came.
    return err({ error: 'lost' });
  }
}
