import type { SessionSummary } from '../reports/session-shapes.ts';
import { type Html, html } from './html.ts';
import { both, tag, units } from './layout.ts';

export const stateTags = (session: SessionSummary): Html => html`<span class="tags">
${
  session.state === 'sealed'
    ? session.sealValid === true
      ? tag('go', '已封存 · 签名有效', 'sealed, signature valid')
      : tag('stop', '已封存 · 签名无效', 'sealed, signature invalid')
    : tag('info', '进行中', 'open')
}
${
  session.chain.verified
    ? tag('go', '记录链完整', 'chain verified')
    : tag('stop', `记录链在第 ${session.chain.brokenAtSeq ?? '?'} 条断开`, 'chain broken')
}
${session.setAside > 0 ? tag('wait', `待处理 ${session.setAside}`, 'set aside') : html``}
</span>`;

const figure = (chinese: string, english: string, value: string | number): Html =>
  html`<span class="figure"><i>${chinese} <span lang="en">${english}</span></i><strong>${value}</strong></span>`;

export const figures = (session: SessionSummary): Html => html`<span class="figures">
${figure('登记', 'registered', session.donors)}
${figure('合格', 'eligible', session.eligible)}
${figure('暂缓', 'deferred', session.deferred)}
${figure('已采', 'donations', session.donations)}
${figure('单位', 'units of 200 mL', units(session.volumeMl))}
${figure('目标', 'target', session.target ?? '—')}
${figure('记录', 'entries held', session.chain.entries)}
</span>`;

export const heading = (chinese: string, english: string, isRight = false): Html =>
  isRight
    ? html`<th class="r">${both(chinese, english)}</th>`
    : html`<th>${both(chinese, english)}</th>`;

export const sessionTitle = ({ planned, venue }: SessionSummary): string =>
  [planned, venue].filter((part) => part !== '').join(' · ');
