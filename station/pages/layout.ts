import { type Html, html } from './html.ts';

/** A whole document. `refreshS`: seconds until the page reads itself again. */
export function layout(title: string, body: Html, refreshS?: number): string {
  const refresh =
    refreshS === undefined ? html`` : html`<meta http-equiv="refresh" content="${refreshS}">`;
  return html`<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
${refresh}<title>${title}</title><link rel="stylesheet" href="/page.css"></head>
<body><header><a class="home" href="/"><b>血站中心</b> <span>Station</span></a><a href="/laptops">工作站 <span lang="en">Laptops</span></a><span class="title">${title}</span></header>
<main>${body}</main></body></html>`.html;
}

/** Two lines: Chinese, and the same in English below it. */
export const both = (chinese: string, english: string): Html =>
  html`<span class="both">${chinese}<i lang="en">${english}</i></span>`;

export const tag = (kind: 'go' | 'wait' | 'stop' | 'info', chinese: string, english: string) =>
  html`<span class="tag ${kind}">${chinese} <i lang="en">${english}</i></span>`;

// The vehicles and the station of one city share one wall clock.
const time = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});
const clock = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
});

export const dateTime = (atMs: number | null): string =>
  atMs === null ? '—' : time.format(atMs).replaceAll('/', '-');
export const clockTime = (atMs: number | null): string =>
  atMs === null ? '—' : clock.format(atMs);

/** Units as the field counts them: 200 mL of whole blood are one. */
export const units = (volumeMl: number): string => (volumeMl / 200).toFixed(1).replace(/\.0$/, '');
