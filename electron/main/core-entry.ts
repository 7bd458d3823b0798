/** The core's own process: joins the port it is given to the router, and ends when asked to. */
import { join } from 'node:path';
import type { MessagePortMain } from 'electron';
import { type Core, startCore } from '../core/compose.ts';
import { readCoreConfig } from '../core/config.ts';
import { fixedOperator } from '../core/operator.ts';
import { startRefusal } from '../core/start-refusal.ts';
import type { FromCore, ToCore } from './core-messages.ts';

const resourcesFolder = join(import.meta.dirname, '..', '..', 'resources');

process.parentPort.once('message', ({ ports }) => {
  const [port] = ports;
  if (port === undefined) throw new Error('started without a port');
  run(port);
});

function run(port: MessagePortMain): void {
  const tell = (message: FromCore): void => port.postMessage(message);
  const started = start();
  if (typeof started === 'string') {
    tell({ kind: 'refused', sentence: started });
    return;
  }
  started.subscribe((topic, message) => tell({ kind: 'message', topic, message }), {
    ...{ machine: fixedOperator.machine, isHere: true },
  });
  const receive = (message: ToCore): void => {
    switch (message.kind) {
      case 'call':
        void started
          .call(message.request, fixedOperator)
          .then((reply) => tell({ kind: 'reply', id: message.id, reply }));
        return;
      case 'close':
        void end(started);
        return;
    }
  };
  port.on('message', ({ data }) => {
    receive(data as ToCore); // Sent by core-process.ts, and by nothing else.
  });
  // The window's process is gone: nobody is left to answer.
  port.on('close', () => void end(started));
  port.start();
  tell({ kind: 'ready' });
}

/** A sentence when it cannot start as things are. */
function start(): Core | string {
  const config = readCoreConfig(process.argv.slice(2), resourcesFolder);
  if (!config.ok) return config.error;
  try {
    return startCore(config.value);
  } catch (fault) {
    const sentence = startRefusal(fault, config.value.dataFolder);
    if (sentence === undefined) throw fault;
    return sentence;
  }
}

let ending: Promise<void> | undefined;

function end(core: Core): Promise<void> {
  ending ??= core.close().then(() => process.exit(0));
  return ending;
}
