import { useQuery } from '@tanstack/react-query';
import type { CallInput, CallOutput } from '../../shared/contract/index.ts';
import { useBridge } from './BridgeProvider.tsx';
import { call, type CallFailure, type QueryName } from './client.ts';

/** `waiting`: not answered yet; a value that was answered once stays while it is asked again. */
export type Answer<T> =
  | { readonly state: 'waiting' }
  | { readonly state: 'answered'; readonly value: T }
  | { readonly state: 'failed'; readonly failure: CallFailure; readonly again: () => void };

class CallFailed extends Error {
  readonly failure: CallFailure;
  constructor(failure: CallFailure) {
    super(failure.kind);
    this.failure = failure;
  }
}

interface Options {
  /** False: not asked at all. */
  readonly enabled?: boolean;
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
  if (query.data !== undefined) return { state: 'answered', value: query.data };
  if (query.error === null) return { state: 'waiting' };
  const failure: CallFailure =
    query.error instanceof CallFailed ? query.error.failure : { kind: 'lost' };
  return { state: 'failed', failure, again: () => void query.refetch() };
}

/** The answer's value, or null while there is none. */
export const valueOf = <T>(answer: Answer<T>): T | null =>
  answer.state === 'answered' ? answer.value : null;
