import { type ParseArgsConfig, parseArgs } from 'node:util';

/** Reads a command's options. What it does not know is refused with `usage`, which `--help` prints too. */
export function readOptions<const T extends ParseArgsConfig>(
  usage: string,
  config: T,
): ReturnType<typeof parseArgs<T>> {
  if (process.argv.slice(2).includes('--help')) {
    console.log(usage);
    process.exit(0);
  }
  try {
    return parseArgs(config);
  } catch (fault) {
    if (!(fault instanceof TypeError)) throw fault;
    // What follows the first sentence is about how one might escape a file's name.
    console.error(`${fault.message.split('. ')[0] ?? ''}\n${usage}`);
    process.exit(2);
  }
}
