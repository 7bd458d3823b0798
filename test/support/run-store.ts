import { storeIn } from './fresh-store.ts';

/** Run by a test as a process of its own: opens the store of a folder, says so, then waits to be killed. */
storeIn(process.argv[2] ?? '');
process.stdout.write('held\n');
setInterval(() => undefined, 1000);
