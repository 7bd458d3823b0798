/** All that the page gets of Electron: two functions. Built as CommonJS, because it runs in the sandbox. */
import { contextBridge, ipcRenderer } from 'electron';

type Listener = (message: unknown) => void;

const listenersMax = 256;
const subscriptions = new Map<object, { readonly topic: string; readonly listener: Listener }>();

ipcRenderer.on('event', (_event, topic: unknown, message: unknown) => {
  for (const { topic: wanted, listener } of subscriptions.values()) {
    if (wanted === topic) listener(message);
  }
});

contextBridge.exposeInMainWorld('bloodmobile', {
  call: (request: unknown): Promise<unknown> => ipcRenderer.invoke('call', request),
  subscribe: (topic: string, listener: Listener): (() => void) => {
    if (subscriptions.size >= listenersMax) throw new Error(`more than ${listenersMax} listeners`);
    const token = {};
    subscriptions.set(token, { topic, listener });
    return () => subscriptions.delete(token);
  },
});
