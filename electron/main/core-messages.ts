import type { Reply, Request } from '../../shared/contract/router.ts';

/** What the window's process tells the core's. */
export type ToCore =
  | { readonly kind: 'call'; readonly id: number; readonly request: Request }
  | { readonly kind: 'close' };

/** What the core's process tells the window's. `refused`: it cannot run as things are; `sentence` says what to do. */
export type FromCore =
  | { readonly kind: 'ready' }
  | { readonly kind: 'refused'; readonly sentence: string }
  | { readonly kind: 'reply'; readonly id: number; readonly reply: Reply }
  | { readonly kind: 'message'; readonly topic: string; readonly message: unknown };
