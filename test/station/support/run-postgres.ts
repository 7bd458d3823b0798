import { startEmbeddedPostgres } from '../../../station/embedded-postgres.ts';

/** Run by a test as a process of its own: says where the server is, then waits to be killed. */
const started = await startEmbeddedPostgres({ folder: process.argv[2] ?? '' });
console.log(started.ok ? started.value.port : started.error);
setInterval(() => {}, 1000);
