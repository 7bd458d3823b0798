export const stationTexts = {
  'station.title': '血站与本工作站',
  'station.url': '血站地址',
  'station.url-fixed': '地址由启动参数或 config.json 指定，不能在这里修改。',
  'station.none': '还没有设置',
  'station.vehicle': '车辆',
  'station.laptop': '工作站编号',
  'station.code': '登记码',
  'station.code-how': '请血站生成登记码并读给您听，15 分钟内有效，只能用一次。',
  'station.enrol': '登记本工作站',
  'station.enrolling': '正在登记…',
  'station.change': '更换血站或重新登记',
  'station.halted.restored':
    '血站发现本工作站被恢复到了较早的状态，已停止使用新的献血码：这些号码可能已经贴在血袋上。请改用别的车的预印标签或纸质记录，并联系血站。',
  'station.halted.revoked':
    '血站已吊销本工作站，不能再使用新的献血码。已有的记录都还在，请不要删除，联系血站。',
  'station.begin': '开始新的记录段',
  'station.begin-how':
    '与血站通话确认没有第二台工作站在用之后再做。本机自己的记录会作为分支送到血站，一条不丢；原有号段不再自动给号，预印标签仍可扫描使用。',
  'station.begin-reason': '原因（例如：硬盘更换，从备份恢复）',
  'station.begin-second': '在场的第二人',
  'sync.problem.not-enrolled':
    '血站还不认识本工作站。采血不受影响，记录都留在本机；请向血站要一个登记码，填在下面。',
  'sync.problem.revoked': '血站已吊销本工作站。记录都留在本机，一条不丢；请联系血站。',
  'sync.problem.nonce': '血站没有接受请求的时间凭据。稍后会自动再试；若一直如此，请联系血站。',
  'sync.problem.bad-signature':
    '请求在路上被改动，血站没有接受。请检查网络（代理、登录页）；记录都留在本机。',
  'sync.problem.enrol-code-unknown': '血站没有这个登记码。请核对后重新输入，或请血站再生成一个。',
  'sync.problem.enrol-code-expired': '登记码已过期。请血站再生成一个。',
  'sync.problem.enrol-code-used': '登记码已被另一台工作站用过。请血站再生成一个。',
  'sync.problem.enrol-code-of-other-vehicle':
    '登记码是给另一辆车的。请用那辆车的 --vehicle 启动，或请血站给本车生成一个。',
  'sync.problem.enrol-key-enrolled-elsewhere':
    '本工作站已登记在另一辆车上。请用那辆车的 --vehicle 启动。',
  'sync.problem.enrol-key-revoked': '本工作站已被吊销，不能再登记。请联系血站。',
  'sync.problem.enrol-proof-wrong': '血站没有接受登记请求的签名。请重新启动后再试。',
  'sync.problem.enrol-too-many-tries': '错误的登记码太多，请等一分钟；会自动再试。',
  'refusal.station-address-wrong': '血站地址不对。请写成 https://… 的形式。',
  'refusal.station-address-plain':
    '这个地址没有加密，路上的人都能读到献血者的资料。请用 https:// 地址；线路另有保护时，由管理员加 --allow-plain-http 启动。',
  'refusal.station-address-fixed':
    '血站地址由启动参数或 config.json 指定，不能在这里修改。请管理员修改后重新启动。',
  'refusal.station-unreachable': '现在连不上血站。请检查网络后再试；采血不受影响。',
  'refusal.not-the-station': '这个地址的回答不是血站服务给的。请检查地址和网络登录页。',
  'refusal.enrol-code-wrong-form': '登记码是 10 个字母和数字，例如 Q7X2M-4KD0R。请重新输入。',
  'refusal.enrol-code-unknown': '血站没有这个登记码。请核对后重新输入，或请血站再生成一个。',
  'refusal.enrol-code-expired': '登记码已过期。请血站再生成一个。',
  'refusal.enrol-code-used': '登记码已被另一台工作站用过。请血站再生成一个。',
  'refusal.enrol-code-of-other-vehicle':
    '登记码是给车辆 {{vehicle}} 的。请用 --vehicle {{vehicle}} 启动，或请血站给本车生成一个。',
  'refusal.enrol-key-enrolled-elsewhere':
    '本工作站已登记为车辆 {{vehicle}}。请用 --vehicle {{vehicle}} 启动，或换一个空的数据目录。',
  'refusal.enrol-key-revoked':
    '本工作站已被吊销，不能再登记。请保留原数据目录交给血站，用空的数据目录和新的登记码启动。',
  'refusal.enrol-proof-wrong': '血站没有接受登记请求的签名。请重新启动后再试。',
  'refusal.enrol-too-many-tries': '错误的登记码太多。请等一分钟再试。',
  'refusal.laptop-restored':
    '血站发现本工作站被恢复到了较早的状态，它的号码可能已经贴在血袋上，不能再用。请改用别的车的预印标签或纸质记录，并联系血站。',
  'refusal.laptop-revoked':
    '血站已吊销本工作站，不能再使用新的献血码。请改用纸质记录，并联系血站。',
  'refusal.laptop-not-restored': '血站没有发现本工作站被恢复，不需要开始新的记录段。',
} as const;
