import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { CallInput, CallOutput, QueryName } from '../../contract/index.ts';
import { call, type Failure } from './call.ts';

export interface Answer<T> {
  /** Stays while it is asked again; undefined before the first answer. */
  readonly value: T | undefined;
  readonly failure: Failure | undefined;
  readonly busy: boolean;
  readonly again: () => void;
}

/** A failure on its way through the query library, which knows only what is thrown. */
export class CallFailed extends Error {
  readonly failure: Failure;
  constructor(failure: Failure) {
    super(failure.error);
    this.failure = failure;
  }
}

export const failureIn = (error: Error | null): Failure | undefined => {
  if (error === null) return undefined;
  return error instanceof CallFailed ? error.failure : { error: 'lost' };
};

export interface AskOptions {
  readonly everyMs?: number;
  /** False: not asked at all. */
  readonly enabled?: boolean;
}

/** Asks a query, and again when a command of this page has changed something. */
export function useCall<N extends QueryName>(
  name: N,
  input: CallInput<N>,
  { everyMs, enabled = true }: AskOptions = {},
): Answer<CallOutput<N>> {
  const queries = useQueryClient();
  const query = useQuery<CallOutput<N>, Error>({
    queryKey: [name, input],
    enabled,
    placeholderData: keepPreviousData,
    ...(everyMs === undefined ? {} : { refetchInterval: everyMs }),
    queryFn: async () => {
      const result = await call(name, input);
      if (!result.ok) throw new CallFailed(result.error);
      return result.value;
    },
  });
  const failure = failureIn(query.error);
  const isSignedOut = failure?.error === 'not-signed-in' || failure?.error === 'password-to-change';
  useEffect(() => {
    // Who is signed in has changed behind the page's back: the frame asks and shows the way in.
    if (isSignedOut) void queries.invalidateQueries({ queryKey: ['me.get'] });
  }, [isSignedOut, queries]);
  return {
    value: query.data,
    failure,
    busy: query.isFetching,
    again: () => void query.refetch(),
  };
}
