import pg from 'pg';

/**
 * A statement whose text begins with its name in a comment is prepared under that name once on each connection and only executed
 * after that: the statements of the intake are long, and planning them took longer than running them. A name stands for one text;
 * `pg` refuses a second one. Texts without a name, above all those built from data, are planned each time as before.
 */
const named = /^\s*\/\* ([a-z]+(?:[.-][a-z]+)+) \*\//;

type Query = (text: unknown, values?: unknown, callback?: unknown) => unknown;

export class NamingClient extends pg.Client {
  constructor(config?: string | pg.ClientConfig) {
    super(config);
    // `query` has a dozen signatures; all but Kysely's `(text, values)` go through untouched.
    const plain = super.query.bind(this) as Query;
    const query: Query = (text, values, callback) => {
      const name = typeof text === 'string' && Array.isArray(values) ? nameOf(text) : undefined;
      return name === undefined ? plain(text, values, callback) : plain({ name, text, values });
    };
    this.query = query as typeof this.query;
  }
}

const names = new Map<string, string | undefined>();
/** Distinct texts remembered; beyond it they are looked at again. */
const namesMax = 1000;

function nameOf(text: string): string | undefined {
  if (names.has(text)) return names.get(text);
  const name = named.exec(text)?.[1];
  if (names.size < namesMax) names.set(text, name);
  return name;
}
