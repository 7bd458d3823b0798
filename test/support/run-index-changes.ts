import { createIndexKeeper } from '../../electron/core/index-keeper.ts';
import { keyHex } from './fresh-store.ts';
import { changes, donors } from './index-pages.ts';

/**
 * Run by a test as a process of its own: changes the index of a folder again and again, the count of every donor to the version's number,
 * so that a mixture of two versions would show; says so when it has begun, and is killed.
 */
const keeper = createIndexKeeper(process.argv[2] ?? '', keyHex, 1);
const started = keeper.versionOf(1) ?? 0;
for (let version = started + 1; ; version += 1) {
  const all = donors(0, 10, version);
  if (version % 4 === 0) {
    const transfer = await keeper.copy(1);
    transfer.takeChanges(
      changes(version, all.slice(0, 5), [], { version: version - 1, donorKey: null }),
    );
    transfer.takeChanges(changes(version, all.slice(5)));
    transfer.finish();
    keeper.replace(1);
    keeper.use(1, null);
  } else keeper.change(1, changes(version, all));
  if (version === started + 1) process.stdout.write('changing\n');
}
