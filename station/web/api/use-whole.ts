import { useQuery } from '@tanstack/react-query';
import type { Result } from '../../../shared/result.ts';
import { type Page, rowsPerPageMax } from '../../contract/page.ts';
import type { Failure } from './call.ts';
import { type Answer, CallFailed, failureIn } from './use-call.ts';

/** Ten thousand rows: more than a list counts to. */
const pagesMax = 100;

/** A list with all its pages, for paper. `key` names what is asked. */
export function useWhole<T, V>(
  key: string,
  ask: (part: { readonly page: number; readonly size: number }) => Promise<Result<V, Failure>>,
  /** Where the list stands in an answer. */
  listIn: (value: V) => Page<T>,
): Answer<readonly T[]> {
  const query = useQuery<readonly T[], Error>({
    queryKey: ['whole', key],
    queryFn: async () => {
      const rows: T[] = [];
      for (let page = 1; page <= pagesMax; page += 1) {
        const got = await ask({ page, size: rowsPerPageMax });
        if (!got.ok) throw new CallFailed(got.error);
        const { rows: more } = listIn(got.value);
        rows.push(...more);
        if (more.length < rowsPerPageMax) break;
      }
      return rows;
    },
  });
  return {
    value: query.data,
    failure: failureIn(query.error),
    busy: query.isFetching,
    again: () => void query.refetch(),
  };
}
