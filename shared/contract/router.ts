import { commandId, type CommandId, type OperatorId } from '../ids.ts';
import { err, ok, type Result } from '../result.ts';
import type { Role } from '../roles.ts';
import type { AnyCall, InputOf, OutputOf } from './define.ts';
import { type Refusal, refused } from './refusals.ts';

/** Who asks. Hosts establish it; handlers never do. */
export interface Caller {
  readonly operator: OperatorId;
  readonly roles: readonly Role[];
  /** The laptop or tablet asking, the same after a reload and a restart. */
  readonly machine: string;
}

export interface Request {
  readonly name: string;
  readonly input: unknown;
  /** Made by the page for every command: a repeat returns the stored reply. */
  readonly commandId?: string | undefined;
}

/** The four ways a call fails. `invalid-input` names paths, never values; `fault` carries the number found in the log. */
export type Failure =
  | { readonly kind: 'unknown-call' }
  | { readonly kind: 'invalid-input'; readonly paths: readonly string[] }
  | Refusal
  | { readonly kind: 'fault'; readonly incident: string };

export type Reply = Result<unknown, Failure>;

type Calls = Readonly<Record<string, AnyCall>>;

/** One handler per call: a missing one is a compile error. Commands get the transaction, queries the reader. */
export type Handlers<C extends Calls, Reader, Writer> = {
  readonly [K in keyof C]: C[K] extends { readonly kind: 'command' }
    ? (tx: Writer, input: InputOf<C[K]>, caller: Caller) => Result<OutputOf<C[K]>, Refusal>
    : C[K] extends { readonly kind: 'query' }
      ? (db: Reader, input: InputOf<C[K]>, caller: Caller) => Result<OutputOf<C[K]>, Refusal>
      : (input: InputOf<C[K]>, caller: Caller) => Promise<Result<OutputOf<C[K]>, Refusal>>;
};

export interface RouterPorts<Reader, Writer> {
  readonly reader: Reader;
  /**
   * Runs `work` in one transaction and keeps `(commandId, reply)` in it; a known id returns the stored reply without running.
   * A refusal rolls back and is not stored. An id that comes back with another name, caller or input throws: what it now asks for
   * has not happened, and must not be answered as if it had.
   */
  readonly once: (
    commandId: CommandId,
    name: string,
    caller: Caller,
    work: (tx: Writer) => Result<unknown, Refusal>,
    input: unknown,
  ) => Result<unknown, Refusal>;
  /** Asked before anything is run: a machine may be given to somebody who must reach nothing but his own. */
  readonly gate: (caller: Caller, request: Request) => Refusal | null;
  /** A fault of the world that people can mend (a full disk), as a refusal; null for what is our own. */
  readonly mendable: (fault: unknown) => Refusal | null;
  /** Logs the fault and gives its number. */
  readonly incident: (callName: string, fault: unknown) => string;
}

const invalid = (issues: readonly { readonly path: readonly PropertyKey[] }[]): Reply =>
  err({ kind: 'invalid-input', paths: issues.map((issue) => issue.path.map(String).join('.')) });

/** The one gate: name, role, input, work, output. Nothing outside it parses a call. */
export function createRouter<C extends Calls, Reader, Writer>(
  calls: C,
  handlers: Handlers<C, Reader, Writer>,
  ports: RouterPorts<Reader, Writer>,
): (request: Request, caller: Caller) => Promise<Reply> {
  const run = (
    request: Request,
    caller: Caller,
    declared: AnyCall,
    input: unknown,
  ): Result<unknown, Refusal> | Promise<Result<unknown, Refusal>> => {
    // The mapped type ties each handler to its declaration; looked up by a checked name, the tie is no longer visible to the compiler.
    const handler = handlers[request.name] as unknown as (
      ...given: readonly unknown[]
    ) => Result<unknown, Refusal>;
    switch (declared.kind) {
      case 'query':
        return handler(ports.reader, input, caller);
      case 'action':
        return handler(input, caller);
      case 'command': {
        const id = commandId.safeParse(request.commandId);
        if (!id.success) return err(refused('command-id-missing'));
        const work = (tx: Writer) => {
          const result = handler(tx, input, caller);
          // Checked inside the transaction: a reply the page could not read must not leave rows behind.
          return result.ok ? ok(declared.output.parse(result.value)) : result;
        };
        return ports.once(id.data, request.name, caller, work, input);
      }
    }
  };

  return async (request, caller) => {
    if (!Object.hasOwn(calls, request.name)) return err({ kind: 'unknown-call' });
    const declared = calls[request.name];
    if (declared === undefined) return err({ kind: 'unknown-call' });
    const allowed =
      declared.roles.length === 0 || declared.roles.some((r) => caller.roles.includes(r));
    if (!allowed) return err(refused('role-missing', { roles: declared.roles.join(', ') }));
    try {
      const stopped = ports.gate(caller, request);
      if (stopped !== null) return err(stopped);
      const input = declared.input.safeParse(request.input);
      if (!input.success) return invalid(input.error.issues);
      const result = await run(request, caller, declared, input.data);
      if (!result.ok) return result;
      return ok(declared.output.parse(result.value));
    } catch (fault) {
      const mendable = ports.mendable(fault);
      if (mendable !== null) return err(mendable);
      return err({ kind: 'fault', incident: ports.incident(request.name, fault) });
    }
  };
}
