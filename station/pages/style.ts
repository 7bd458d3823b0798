export const pageStyle = `
:root{--ink:#16212b;--soft:#5b6b7a;--line:#dfe5ea;--paper:#fff;--bg:#f3f5f7;--brand:#b4232f;--go:#0d7a4f;--go-bg:#e3f4ec;--wait:#9a6200;--wait-bg:#fdf1da;--stop:#b4232f;--stop-bg:#fbe6e7;--info:#1d5fa8;--info-bg:#e5eff9;--r:10px}
*{box-sizing:border-box}
body{margin:0;font:16px/1.45 "Noto Sans CJK SC","Noto Sans SC","Microsoft YaHei",system-ui,sans-serif;color:var(--ink);background:var(--bg)}
header{display:flex;align-items:center;gap:22px;padding:0 24px;height:64px;background:var(--paper);border-bottom:1px solid var(--line)}
header .home{color:var(--ink);text-decoration:none}header b{font-size:20px;color:var(--brand)}header span{color:var(--soft);font-size:14px}
main{max-width:1320px;margin:0 auto;padding:20px 24px 40px}
h1{font-size:24px;margin:4px 0 16px}h2{font-size:18px;margin:28px 0 10px}
.both{display:inline-flex;flex-direction:column;line-height:1.2}.both i{font-style:normal;font-size:12px;color:var(--soft);font-weight:400}
.panel{background:var(--paper);border:1px solid var(--line);border-radius:var(--r);padding:16px 18px;margin-bottom:14px;overflow-x:auto}
.session{display:grid;grid-template-columns:minmax(260px,1fr) auto;gap:10px 24px;text-decoration:none;color:inherit;border-left:5px solid #b8c4ce}
.session.sealed{border-left-color:var(--go)}.session.bad{border-left-color:var(--stop)}.session:hover,.session:focus-visible{border-color:var(--info)}
.session strong{font-size:19px;display:block}.session small,.soft{color:var(--soft);font-size:14px}
.tags{display:flex;gap:8px;flex-wrap:wrap;align-items:start;justify-content:flex-end}
.tag{display:inline-block;border-radius:6px;padding:3px 10px;font-size:14px;font-weight:600;white-space:nowrap}.tag i{font-style:normal;font-weight:400;font-size:12px;opacity:.85}
.tag.go{background:var(--go-bg);color:var(--go)}.tag.wait{background:var(--wait-bg);color:var(--wait)}.tag.stop{background:var(--stop-bg);color:var(--stop)}.tag.info{background:var(--info-bg);color:var(--info)}
.state .tags{justify-content:flex-start;margin:2px 0 14px}.panel>p:last-child{margin-bottom:0}
[lang=en]{font-family:system-ui,"Noto Sans","DejaVu Sans",sans-serif}
.figures{display:flex;gap:30px;flex-wrap:wrap;grid-column:1/-1}
.figure{display:flex;flex-direction:column;line-height:1.15}.figure i{font-style:normal;font-size:12px;color:var(--soft)}.figure strong{font-size:22px;font-variant-numeric:tabular-nums}
td .tag{margin-right:6px}
table{width:100%;border-collapse:collapse;font-size:15px}th{text-align:left;font-weight:600;padding:8px;border-bottom:2px solid var(--line);vertical-align:bottom}
td{padding:9px 8px;border-bottom:1px solid var(--line);font-variant-numeric:tabular-nums}th.r,td.r{text-align:right}tr:last-child td{border-bottom:0}
code{font:600 15px/1 "DejaVu Sans Mono",monospace;letter-spacing:.4px;white-space:nowrap}
.say{border-radius:var(--r);padding:14px 18px;font-size:17px;margin-bottom:14px}.say.stop{background:var(--stop);color:#fff}.say.go{background:var(--go-bg);color:#084d32}.say.wait{background:var(--wait-bg);color:#5d3b00}.say i{font-style:normal;display:block;font-size:13px;opacity:.9}
a{color:var(--info)}
@media(prefers-color-scheme:dark){:root{--ink:#e6edf3;--soft:#9fb0be;--line:#2c3a47;--paper:#1b2732;--bg:#111a22;--go:#3fcf8e;--go-bg:#12382a;--wait:#f0b23c;--wait-bg:#3a2c0d;--stop:#ff8a90;--stop-bg:#43191d;--info:#7db5f0;--info-bg:#17304a;--brand:#ff8a90}.say.stop{background:#8d1a24}.say.go{color:#c5f0dc}.say.wait{color:#f6ddb0}}
`;
