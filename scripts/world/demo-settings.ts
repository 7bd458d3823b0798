import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

// Not strict: a folder of an earlier version holds more.
const schema = z.object({
  /** The day the demo was made: its people's ages and cards follow from it. */
  createdOn: z.iso.date(),
  appToken: z.string(),
  donorHashKeyHex: z.string(),
});
export type DemoSettings = Readonly<z.infer<typeof schema>>;

/** What a demo keeps from one start to the next, so that its people, its keys and its addresses' tokens stay the same. */
export function demoSettings(dataFolder: string, todayInChina: string): DemoSettings {
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
  const path = join(dataFolder, 'demo.json');
  if (existsSync(path)) return schema.parse(JSON.parse(readFileSync(path, 'utf8')));
  const token = () => randomBytes(24).toString('hex');
  const made = {
    createdOn: todayInChina,
    appToken: token(),
    donorHashKeyHex: randomBytes(32).toString('hex'),
  };
  writeFileSync(`${path}.part`, JSON.stringify(made, null, 2), { mode: 0o600, flush: true });
  renameSync(`${path}.part`, path);
  return made;
}
