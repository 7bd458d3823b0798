import { err, ok, type Result } from '../../../shared/result.ts';
import { paths } from '../../../shared/sync/station-api.ts';
import { type FedVerdict, type VerdictPage, verdictPage } from '../../../shared/sync/verdicts.ts';
import type { Store } from '../store/store.ts';
import { keepVerdicts, replaceVerdicts, verdictPosition } from '../store/verdicts.ts';
import type { LinkFailure, StationLink } from './station-link.ts';

/** Twenty thousand verdicts on one vehicle. */
const pagesMax = 100;

async function fetchPage(
  link: StationLink,
  after: number,
): Promise<Result<VerdictPage, LinkFailure>> {
  const answer = await link.get(`${paths.verdicts}?after=${after}`);
  if (!answer.ok) return answer;
  const page = verdictPage.safeParse(answer.value.body);
  return page.success ? ok(page.data) : err({ kind: 'not-the-station' });
}

/**
 * Reads on in the station's feed of verdicts and resolutions: a transfer cut off has kept its whole pages. `whole` reads it from the
 * start and puts it in place of what was kept, as does a feed that ends before the place already read: the station was restored.
 */
export async function fetchVerdicts(
  store: Store,
  link: StationLink,
  whole: boolean,
): Promise<Result<null, LinkFailure>> {
  const from = whole ? 0 : verdictPosition(store.reader);
  const isWhole = from === 0;
  const read: FedVerdict[] = [];
  let after = from;
  for (let pages = 0; pages < pagesMax; pages += 1) {
    const page = await fetchPage(link, after);
    if (!page.ok) return page;
    const { verdicts, position, newest } = page.value;
    if (newest < from) return fetchVerdicts(store, link, true);
    read.push(...verdicts);
    if (!isWhole && verdicts.length > 0) keep(store, verdicts, position);
    // A station that does not come forward is not answered for ever.
    if (position >= newest || position <= after) {
      if (isWhole) replace(store, read, position);
      return ok(null);
    }
    after = position;
  }
  return err({ kind: 'not-the-station' });
}

const keep = (store: Store, verdicts: readonly FedVerdict[], position: number): void => {
  store.write((tx) => {
    keepVerdicts(tx, verdicts, position);
    return ok(null);
  });
};

const replace = (store: Store, verdicts: readonly FedVerdict[], position: number): void => {
  store.write((tx) => {
    replaceVerdicts(tx, verdicts, position);
    return ok(null);
  });
};
