import type { Query, QueryClient } from '@tanstack/react-query';

/**
 * Asks again what is on the screen and forgets what is not, so that no screen begins with an answer from before a change: answers given
 * on another machine would be overwritten by a draft that starts from none. The pushed `changed` may come after a command's reply, so
 * both do it.
 */
export async function forgetStale(
  queries: QueryClient,
  predicate: (query: Query) => boolean = () => true,
): Promise<void> {
  queries.removeQueries({ type: 'inactive', predicate });
  await queries.invalidateQueries({ predicate });
}
