import type { SessionSummary } from '../reports/session-shapes.ts';
import { html } from './html.ts';
import { dateTime, layout } from './layout.ts';
import { figures, sessionTitle, stateTags } from './session-parts.ts';

const refreshS = 15;

export function sessionsPage(sessions: readonly SessionSummary[], nowMs: number): string {
  const cards = sessions.map((session) => {
    const isBad = !session.chain.verified || session.sealValid === false;
    return html`<a class="panel session ${isBad ? 'bad' : session.state}" href="/sessions/${session.sessionId}">
<span><strong>${sessionTitle(session)}</strong><small>${session.plate} · ${session.vehicle} · 开班 ${dateTime(session.openedAtMs)} · 最近收到 ${dateTime(session.lastReceivedAtMs)}</small></span>
${stateTags(session)}${figures(session)}</a>`;
  });
  const body = html`<h1>采血场次 <span class="soft" lang="en">Sessions</span></h1>
${cards.length > 0 ? cards : html`<p class="say wait">还没有收到任何场次。车上开班并联网后会出现在这里。<i lang="en">No session has arrived yet. It appears here once a vehicle has opened one and has a network.</i></p>`}
<p class="soft">${dateTime(nowMs)} · 每 ${refreshS} 秒更新 <span lang="en">updates every ${refreshS} s</span></p>`;
  return layout('采血场次 · Sessions', body, refreshS);
}
