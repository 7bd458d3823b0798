import type { Laptop } from '../enrolment/laptops.ts';
import type { ListedCode } from '../enrolment/list-codes.ts';
import type { ForkRow } from '../intake/forks.ts';
import { type Html, html, nothing } from './html.ts';
import { dateTime, layout, tag } from './layout.ts';
import { forkText } from './fork-text.ts';

export interface LaptopsView {
  readonly laptops: readonly Laptop[];
  readonly codes: readonly ListedCode[];
  readonly forks: readonly ForkRow[];
  readonly vehicles: readonly { readonly vehicle: string; readonly plate: string }[];
  readonly nowMs: number;
  /** A code just made, or why none was. */
  readonly said?: string;
}

const short = (laptop: string): string => laptop.slice(0, 8);

export function laptopsPage(view: LaptopsView): string {
  const { laptops, codes, forks, vehicles, nowMs, said } = view;
  const body = html`<h1>工作站 <span class="soft" lang="en">Laptops</span></h1>
${said === undefined ? nothing : html`<p class="say wait">登记码 <strong>${said}</strong> · 只显示这一次<i lang="en">Enrolment code, shown this once</i></p>`}
<form method="post" action="/laptops/codes"><select name="vehicle">${vehicles.map(
    ({ vehicle, plate }) => html`<option value="${vehicle}">${vehicle} · ${plate}</option>`,
  )}</select> <button>生成登记码 <span lang="en">Make a code</span></button></form>
<table><thead><tr><th>车辆 <i lang="en">Vehicle</i></th><th>工作站 <i lang="en">Laptop</i></th><th>登记 <i lang="en">Enrolled</i></th><th>最近联系 <i lang="en">Last seen</i></th><th></th></tr></thead>
<tbody>${laptops.map(laptopRow)}</tbody></table>
<h2>状态不一致的工作站 <span class="soft" lang="en">Laptops that came with another state</span></h2>
${forks.length === 0 ? html`<p class="soft">没有 <span lang="en">none</span></p>` : forks.map(forkPanel)}
<h2>登记码 <span class="soft" lang="en">Codes</span></h2>
<table><tbody>${codes.map((code) => codeRow(code, nowMs))}</tbody></table>`;
  return layout('工作站 · Laptops', body);
}

const laptopRow = (each: Laptop): Html => html`<tr><td>${each.vehicle}</td>
<td><code>${short(each.laptop)}</code> ${each.machineName} <small>${each.appVersion}</small></td>
<td>${dateTime(each.enrolledAtMs)}</td><td>${dateTime(each.lastSeenAtMs)}</td>
<td>${
  each.revoked === null
    ? html`<form method="post" action="/laptops/revoke"><input type="hidden" name="laptop" value="${each.laptop}"><input name="why" maxlength="200" required placeholder="吊销原因 · why"> <button>吊销 <span lang="en">Revoke</span></button></form>`
    : html`${tag('stop', '已吊销', 'revoked')} ${dateTime(each.revoked.atMs)} ${each.revoked.why}`
}</td></tr>`;

function forkPanel(fork: ForkRow): Html {
  const { title, chinese, english } = forkText(fork);
  return html`<section class="panel">${tag(fork.told === 'cloned' ? 'stop' : 'wait', title[0], title[1])}
<p>${fork.vehicle} · <code>${short(fork.laptop)}</code> · ${dateTime(fork.firstSeenAtMs)} – ${dateTime(fork.lastSeenAtMs)} · ×${fork.count}</p>
<p>${chinese}</p><p lang="en" class="soft">${english}</p></section>`;
}

function codeRow({ vehicle, madeAtMs, expiresAtMs, usedBy }: ListedCode, nowMs: number): Html {
  const state =
    usedBy !== null
      ? tag('go', `已用 ${short(usedBy)}`, 'used')
      : nowMs < expiresAtMs
        ? tag('info', `有效至 ${dateTime(expiresAtMs)}`, 'open')
        : tag('wait', '已过期', 'expired');
  return html`<tr><td>${vehicle}</td><td>${dateTime(madeAtMs)}</td><td>${state}</td></tr>`;
}
