import { QueryClient } from '@tanstack/react-query';

const freshMs = 5_000;

export const createQueryClient = (): QueryClient =>
  new QueryClient({
    defaultOptions: { queries: { staleTime: freshMs, retry: false, refetchOnWindowFocus: true } },
  });
