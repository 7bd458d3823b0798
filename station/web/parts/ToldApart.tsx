import { Alert } from 'antd';
import type { ToldApart as Told } from '../../contract/enrolment.ts';
import { useCall } from '../api/use-call.ts';
import { useText } from '../text/TextProvider.tsx';
import { toldSentences } from '../text/told-sentences.ts';

const refreshMs = 30_000;
const shownMax = 100;
const shortChars = 8;

function Case({ told }: { readonly told: Told }) {
  const texts = useText();
  const { t, moment } = texts;
  const { title, what, kept, toDo } = toldSentences(texts, told);
  const { laptop, firstSeenAtMs, lastSeenAtMs, count } = told;
  const seen = { first: moment(firstSeenAtMs), last: moment(lastSeenAtMs), count };
  return (
    <Alert
      className="told"
      type={told.told === 'cloned' ? 'error' : told.told === 'restored' ? 'warning' : 'info'}
      showIcon
      title={`${told.plate} · ${title}`}
      description={
        <dl>
          <dt>{t('told.what')}</dt>
          <dd>{what}</dd>
          <dt>{t('told.kept')}</dt>
          <dd>{kept}</dd>
          <dt>{t('told.to-do')}</dt>
          <dd>{toDo}</dd>
          <dd className="soft">
            {laptop !== null && (
              <>
                {t('told.laptop', {
                  name: laptop.machineName,
                  id: laptop.laptop.slice(0, shortChars),
                })}
                {' · '}
              </>
            )}
            {t('told.seen', seen)}
          </dd>
        </dl>
      }
    />
  );
}

/** What came again, from an older state or from a copy, each told in words. Repeats need nothing and are folded away. */
export function ToldApart() {
  const { t } = useText();
  const rows =
    useCall('told-apart.list', { size: shownMax }, { everyMs: refreshMs }).value?.rows ?? [];
  const repeats = rows.filter(({ told }) => told === 'repeat');
  const cases = rows.filter(({ told }) => told !== 'repeat');
  const list = (some: readonly Told[]) =>
    some.map((told) => (
      <Case key={`${told.told} ${told.epoch} ${told.laptop?.laptop ?? ''}`} told={told} />
    ));
  return (
    <>
      {list(cases)}
      {repeats.length > 0 && (
        <details className="repeats">
          <summary>{t('told.repeats', { n: repeats.length })}</summary>
          {list(repeats)}
        </details>
      )}
    </>
  );
}
