import type { DonationLine, SessionDetail, SetAsideLine } from '../reports/session-shapes.ts';
import { type Html, html } from './html.ts';
import { both, clockTime, dateTime, layout, tag } from './layout.ts';
import { figures, heading, sessionTitle, stateTags } from './session-parts.ts';
import { reasonText, spoiledText } from './text.ts';

export function sessionPage(session: SessionDetail): string {
  const body = html`<h1>${sessionTitle(session)}</h1>
<section class="panel"><div class="state">${stateTags(session)}</div>${figures(session)}
<p class="soft">${session.plate} · ${session.vehicle} · ${session.organisations.join('、')}<br>
开班 ${dateTime(session.openedAtMs)} ${session.openedBy} · 封存 ${dateTime(session.sealedAtMs)} ${[session.sealedBy, session.secondOperator].filter((who) => who !== null).join('、')} · 最近收到 ${dateTime(session.lastReceivedAtMs)}</p></section>
${session.chain.verified ? html`` : chainWarning(session)}
${session.sealValid === false ? sealWarning() : html``}
${setAsideSection(session.setAsideLines)}
<h2>献血记录 <span class="soft" lang="en">Donations</span></h2>
<section class="panel">${donationTable(session.donationLines)}</section>`;
  return layout(`${sessionTitle(session)} · ${session.plate}`, body);
}

const chainWarning = ({ chain }: SessionDetail): Html =>
  html`<p class="say stop">记录链在第 ${chain.brokenAtSeq ?? '?'} 条断开（${chain.fault ?? ''}）：血站数据库中的记录被改动过。<i lang="en">The chain breaks at entry ${chain.brokenAtSeq ?? '?'}: what the station’s database holds was changed after it arrived.</i></p>`;

const sealWarning = (): Html =>
  html`<p class="say stop">日终签名无效。<i lang="en">The signature of the seal does not hold.</i></p>`;

function setAsideSection(lines: readonly SetAsideLine[]): Html {
  if (lines.length === 0) return html``;
  const rows = lines.map((line) => {
    const [chinese, english] = reasonText[line.reason];
    return html`<tr><td class="r">${line.seq}</td><td>${both(chinese, english)}</td><td><code>${line.din === null ? '—' : spacedDin(line.din)}</code></td><td>${line.entryType}</td><td>${dateTime(line.setAsideAtMs)}</td></tr>`;
  });
  return html`<h2>待人工处理 <span class="soft" lang="en">Set aside</span></h2>
<section class="panel"><table><thead><tr>${heading('序号', 'entry', true)}${heading('原因', 'reason')}${heading('献血码', 'DIN')}${heading('记录', 'kind')}${heading('时间', 'set aside at')}</tr></thead><tbody>${rows}</tbody></table></section>`;
}

function donationTable(lines: readonly DonationLine[]): Html {
  if (lines.length === 0)
    return html`<p class="soft">还没有献血。 <span lang="en">No donation yet.</span></p>`;
  return html`<table><thead><tr>${heading('号', 'ticket', true)}${heading('献血码', 'DIN')}${heading('血袋', 'product, lot')}${heading('计划', 'planned mL', true)}${heading('采血量', 'drawn mL', true)}${heading('开始', 'start')}${heading('结束', 'stop')}${heading('标记', 'marks')}${heading('箱', 'box')}</tr></thead><tbody>${lines.map(donationRow)}</tbody></table>`;
}

const donationRow = (line: DonationLine): Html =>
  html`<tr><td class="r">${line.ticket}</td><td><code>${spacedDin(line.din)}</code></td><td>${line.product ?? '—'} <span class="soft">${line.bagLot}</span></td><td class="r">${line.plannedVolumeMl}</td><td class="r">${line.volumeMl ?? '—'}</td><td>${clockTime(line.startedAtMs)}</td><td>${clockTime(line.stoppedAtMs)}</td><td>${marks(line)}</td><td>${line.box ?? '—'}</td></tr>`;

const marks = (line: DonationLine): Html =>
  html`${[
    ...(line.held ? [tag('stop', '暂扣', 'hold')] : []),
    ...(line.noPlatelets ? [tag('info', '不制血小板', 'no platelets')] : []),
    ...(line.noFfp ? [tag('info', '不制新鲜血浆', 'no FFP')] : []),
    ...(line.volumeOutOfTolerance ? [tag('wait', '量超差', 'volume')] : []),
    ...(line.spoiled === null
      ? []
      : [tag('stop', `作废：${spoiledText(line.spoiled)[0]}`, spoiledText(line.spoiled)[1])]),
  ]}`;

const spacedDin = (din: string): string => `${din.slice(0, 5)} ${din.slice(5, 7)} ${din.slice(7)}`;
