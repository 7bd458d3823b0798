import type { VisitDetail } from '../../../shared/contract/visit.ts';
import { useCall, valueOf } from '../../api/use-call.ts';
import { driveName } from '../../parts/drive-name.ts';
import { useRuleNames } from '../../parts/rule-names.ts';
import { decisionView, registrationView } from '../../parts/verdict-view.ts';
import { localDay } from '../../text/local-day.ts';
import { textsIn } from '../../text/use-text.ts';

/**
 * What a donor who may not give takes home: an A6 paper in Chinese whatever the screen's language is. No document number and no
 * full name, and not what the station's list says of its reason: it is carried about and lost.
 */
export function Slip({ visit }: { readonly visit: VisitDetail }) {
  const texts = textsIn('zh-CN');
  const { t, say, day } = texts;
  const names = useRuleNames();
  const board = valueOf(useCall('session.board', {}));
  const state = valueOf(useCall('app.state', {}));
  const view =
    visit.decision === null ? registrationView(visit.answer.check) : decisionView(visit.decision);
  return (
    <article className="slip" lang="zh-CN">
      <header>
        {state !== null && state.stationName !== null && <p>{state.stationName}</p>}
        <h1>{t('slip.title')}</h1>
        <p>
          <span>{day(localDay(visit.registeredAtMs))}</span>
          <span>{t('slip.ticket', { ticket: visit.ticket })}</span>
        </p>
        <p>
          {state !== null && <span>{t('slip.vehicle', { vehicle: state.vehicle })}</span>}
          {board !== null && <span>{driveName(board.drive)}</span>}
        </p>
      </header>
      <h2>{say(view.headline)}</h2>
      <ul>
        {view.reasons.map((line) => (
          <li key={line.code}>
            {line.listedFor === null ? names.ofLine(texts, line) : t('slip.on-list')}
            {line.measured !== null && <small>{say(line.measured)}</small>}
          </li>
        ))}
      </ul>
      {view.earliest.length > 0 && (
        <table>
          <tbody>
            {view.earliest.map(({ type, words }) => (
              <tr key={type}>
                <th>{t(`donation-type.${type}`)}</th>
                <td>{say(words)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {view.tell !== null && <p className="slip-tell">{say(view.tell)}</p>}
      <p className="slip-thanks">{t('slip.thanks')}</p>
    </article>
  );
}
