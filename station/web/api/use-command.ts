import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { CallInput, CallOutput, CommandName } from '../../contract/index.ts';
import { call, type Failure } from './call.ts';

export interface Command<N extends CommandName> {
  readonly busy: boolean;
  readonly failure: Failure | undefined;
  /** Answers undefined when it failed; why stands in `failure`. */
  readonly run: (input: CallInput<N>) => Promise<CallOutput<N> | undefined>;
  readonly hush: () => void;
}

/** Another person, or nobody: what the one before was shown goes, and only who is there is asked. */
async function forgetPages(queries: QueryClient): Promise<void> {
  await queries.invalidateQueries({ queryKey: ['me.get'] });
  queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'me.get' });
}

/** Has something done; everything shown is asked again afterwards. */
export function useCommand<N extends CommandName>(name: N): Command<N> {
  const queries = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  return {
    busy,
    failure,
    hush: () => setFailure(undefined),
    run: async (input) => {
      setBusy(true);
      setFailure(undefined);
      const result = await call(name, input);
      setBusy(false);
      if (name.startsWith('sign-in.')) await forgetPages(queries);
      else await queries.invalidateQueries();
      if (result.ok) return result.value;
      setFailure(result.error);
      return undefined;
    },
  };
}
