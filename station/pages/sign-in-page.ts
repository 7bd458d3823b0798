import { html } from './html.ts';
import { layout } from './layout.ts';

export const signInPage = (): string =>
  layout(
    '请先登录 · Sign in',
    html`<p class="say wait">请使用血站启动时显示的完整地址打开本页（地址中带有登录码）。<i lang="en">Open this page with the full address the station printed when it started: it carries the sign-in code.</i></p>`,
  );
