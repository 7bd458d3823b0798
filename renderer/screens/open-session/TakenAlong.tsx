import type { CallOutput } from '../../../shared/contract/index.ts';
import { useNow } from '../../api/now.ts';
import { useAction } from '../../api/use-command.ts';
import { useText } from '../../text/use-text.ts';
import { takenItems } from './view-model.ts';

interface Props {
  readonly state: CallOutput<'app.state'>;
  readonly drives: CallOutput<'drive.list'> | null;
}

/** What the station gave the vehicle, with green, amber and red; fetched again on request. */
export function TakenAlong({ state, drives }: Props) {
  const { t, say } = useText();
  const nowMs = useNow(10_000);
  const sync = useAction('sync.now');
  return (
    <>
      <h2 className="panel-title">{t('open.taken')}</h2>
      <ul className="marks">
        {takenItems(state, drives, nowMs).map(({ name, mark, state: words }) => (
          <li key={name.key} className={mark}>
            <b>{say(name)}</b>
            <span>{say(words)}</span>
          </li>
        ))}
      </ul>
      <button type="button" className="btn" disabled={sync.busy} onClick={() => void sync.run({})}>
        {sync.busy ? t('sync.working') : t('open.fetch')}
      </button>
    </>
  );
}
