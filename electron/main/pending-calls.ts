import type { Reply } from '../../shared/contract/router.ts';

const pendingMax = 256;

interface Waiting {
  readonly resolve: (reply: Reply) => void;
  readonly reject: (lost: Error) => void;
}

/** Calls on their way to the core, by number. Each ends once: with its reply, or lost when the core's process ends. */
export class PendingCalls {
  readonly #waiting = new Map<number, Waiting>();
  #lastId = 0;

  /** `send` is given the call's number. Rejects at once when too many are on their way. */
  add(send: (id: number) => void): Promise<Reply> {
    if (this.#waiting.size >= pendingMax) {
      return Promise.reject(new Error(`more than ${pendingMax} calls without a reply`));
    }
    this.#lastId += 1;
    const id = this.#lastId;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      send(id);
    });
  }

  settle(id: number, reply: Reply): void {
    this.#waiting.get(id)?.resolve(reply);
    this.#waiting.delete(id);
  }

  /** The work may or may not have been done: the page asks again with the same command id. */
  loseAll(why: string): void {
    for (const { reject } of this.#waiting.values()) reject(new Error(why));
    this.#waiting.clear();
  }
}
