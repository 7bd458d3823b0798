import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { CallInput } from '../../shared/contract/index.ts';
import { useSaying } from '../parts/SaidProvider.tsx';
import { playSound } from '../scan/sound.ts';
import { failureSentence } from '../text/failure-sentence.ts';
import type { Bridge } from './bridge.ts';
import { useBridge } from './BridgeProvider.tsx';
import { type ActionName, call, type CallResult, type CommandName } from './client.ts';
import { forgetStale } from './forget-stale.ts';
import { createIntents } from './intent.ts';
import { newId } from './new-id.ts';

const attemptsMax = 3;
const pauseMs = 600;

const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, pauseMs));

/** The same command asked again while no reply comes: its id makes that harmless. */
async function askUntilAnswered<N extends CommandName>(
  bridge: Bridge,
  name: N,
  input: CallInput<N>,
  commandId: string,
): Promise<CallResult<N>> {
  let result = await call(bridge, name, input, commandId);
  for (let attempt = 1; attempt < attemptsMax; attempt += 1) {
    if (result.ok || result.error.kind !== 'lost') return result;
    await pause();
    result = await call(bridge, name, input, commandId);
  }
  return result;
}

export interface Commanding<N extends CommandName | ActionName> {
  /** Does it; a failure has been said aloud by the time this resolves. The same input while busy is the same intent. */
  readonly run: (input: CallInput<N>) => Promise<CallResult<N>>;
  readonly busy: boolean;
}

/** A command of the contract, one command id per intent. */
export function useCommand<N extends CommandName>(name: N): Commanding<N> {
  const bridge = useBridge();
  const queries = useQueryClient();
  const { say, hushLater } = useSaying();
  const [running, setRunning] = useState(0);
  const intents = useRef(createIntents(newId));
  const inFlight = useRef(new Map<string, Promise<CallResult<N>>>());

  const perform = async (input: CallInput<N>): Promise<CallResult<N>> => {
    setRunning((count) => count + 1);
    const hush = hushLater();
    const result = await askUntilAnswered(bridge, name, input, intents.current.idFor(input));
    const isLost = !result.ok && result.error.kind === 'lost';
    intents.current.ended(input, isLost ? 'unanswered' : 'answered');
    if (result.ok) await forgetStale(queries);
    setRunning((count) => count - 1);
    if (result.ok) {
      hush();
    } else {
      playSound('refused');
      say({ tone: 'stop', sentence: failureSentence(result.error) });
    }
    return result;
  };

  const run = (input: CallInput<N>): Promise<CallResult<N>> => {
    const key = JSON.stringify(input);
    const already = inFlight.current.get(key);
    if (already !== undefined) return already;
    const attempt = perform(input).finally(() => inFlight.current.delete(key));
    inFlight.current.set(key, attempt);
    return attempt;
  };

  return { run, busy: running > 0 };
}

/** An action of the contract: works on a device or the network, stores nothing, so it is asked once. */
export function useAction<N extends ActionName>(name: N): Commanding<N> {
  const bridge = useBridge();
  const queries = useQueryClient();
  const { say, hushLater } = useSaying();
  const [busy, setBusy] = useState(false);
  const run = async (input: CallInput<N>): Promise<CallResult<N>> => {
    setBusy(true);
    const hush = hushLater();
    const result = await call(bridge, name, input);
    if (result.ok) await forgetStale(queries);
    setBusy(false);
    if (result.ok) hush();
    else say({ tone: 'stop', sentence: failureSentence(result.error) });
    return result;
  };
  return { run, busy };
}
