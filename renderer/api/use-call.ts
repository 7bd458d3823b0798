import { useQuery } from '@tanstack/react-query';
import type { CallInput, CallOutput } from '../../shared/contract/index.ts';
import { useBridge } from './BridgeProvider.tsx';
import { call, type CallFailure, type QueryName } from './client.ts';

/** `waiting`: not answered yet; a value that was answered once stays while it is asked again. */
export type Answer<T> =
  | { readonly state: 'waiting' }
  | { readonly state: 'answered'; readonly value: T }
  | { readonly state: 'failed'; readonly failure: CallFailure; readonly again: () => void };

export class CallFailed extends Error {
  readonly failure: CallFailure;
  constructor(failure: CallFailure) {
    super(failure.kind);
    this.failure = failure;
  }
}

interface Options {
  /** False: not asked at all. */
  readonly enabled?: boolean;
  /** True: a refusal leaves the last answer, for a screen that itself ends what it shows. */
  readonly outlastsRefusal?: boolean;
}

/** Asks a query and keeps its answer true: the core says when it changed. */
export function useCall<N extends QueryName>(
  name: N,
  input: CallInput<N>,
  options: Options = {},
): Answer<CallOutput<N>> {
  const bridge = useBridge();
  const query = useQuery<CallOutput<N>, Error>({
    queryKey: [name, input],
    enabled: options.enabled ?? true,
    queryFn: async () => {
      const result = await call(bridge, name, input);
      if (!result.ok) throw new CallFailed(result.error);
      return result.value;
    },
  });
  return answerOf(query, options.outlastsRefusal);
}

interface Asked<T> {
  readonly data: T | undefined;
  readonly error: Error | null;
  readonly refetch: () => unknown;
}

/**
 * What a screen may show. An answer stays while nobody answers anew; a refusal is an answer, and what was answered before it is true no
 * more: the card of the donor before would stand there while the next one's cannot be taken.
 */
export function answerOf<T>(
  { data, error, refetch }: Asked<T>,
  outlastsRefusal = false,
): Answer<T> {
  const failure: CallFailure | null =
    error === null ? null : error instanceof CallFailed ? error.failure : { kind: 'lost' };
  const stays = failure?.kind !== 'refused' || outlastsRefusal;
  if (data !== undefined && stays) return { state: 'answered', value: data };
  if (failure === null) return { state: 'waiting' };
  return { state: 'failed', failure, again: () => void refetch() };
}

/** The answer's value, or null while there is none. */
export const valueOf = <T>(answer: Answer<T>): T | null =>
  answer.state === 'answered' ? answer.value : null;
