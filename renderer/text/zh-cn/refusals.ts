export const refusalTexts = {
  'refusal.role-missing': '这一步要由“{{roles}}”来做。请换有此岗位的人操作。',
  'refusal.term-not-begun':
    '您在血站的任期从 {{day}} 开始，之前不能在车上操作。请换一位在任的工作人员；如有误，请联系血站。',
  'refusal.term-ended':
    '您在血站的任期到 {{day}} 为止，不能再在车上操作。请换一位在任的工作人员；如有误，请联系血站。',
  'refusal.disk-full':
    '磁盘已满，这一步没有保存；以前的记录都在。请腾出磁盘空间再试，同时用纸质表格记录。',
  'refusal.command-id-missing': '页面没有给出操作编号，请刷新页面后再试。',
  'refusal.session-already-open': '已经有一场采血在进行。请先在“日终”封存，再开新的一场。',
  'refusal.session-not-open': '还没有开班。请队长先开班。',
  'refusal.drive-unknown': '血站的计划里没有这场活动。请同步后重新选择。',
  'refusal.bag-lot-unknown':
    '血袋批号 {{lot}} 不在本场登记的批号里。请核对血袋，或换用已登记的批号。',
  'refusal.bag-lot-expired':
    '血袋批号 {{lot}} 已于 {{expiresOn}} 过期，不能使用。请取出停用，换一个批号。',
  'refusal.no-din-range': '车上没有可用的献血码号段。请联网同步，由血站发放号段。',
  'refusal.no-station-data': '车上还没有血站的资料。请联网后按“向血站取最新资料”。',
  'refusal.deferral-list-too-old':
    '屏蔽库已有 {{hours}} 小时没有更新，超过血站的规定，不能开班或登记。请先联网同步。',
  'refusal.clock-differs': '确认的时间与工作站的时钟不一致。请校准工作站的时间后重新确认。',
  'refusal.day-not-reconciled': '还有 {{count}} 处没有核对清楚，不能封存。请按列表逐项处理。',
  'refusal.second-person-needed': '这一步需要在场的另一位工作人员确认，不能是操作者本人。',
  'refusal.second-person-term':
    '这位工作人员现在不在血站任期内，不能作为第二人。请换一位在任的工作人员。',
  'refusal.drive-against-plan':
    '血站对这次活动另有安排（别的车、别的日子，或已撤下）。请先确认您知道这一点。',
  'refusal.card-not-on-reader': '读卡器上的证件已经换过或拿走了。请重新放上本人的证件。',
  'refusal.person-not-checked': '请先核对本人与证件照片，并勾选“人证一致”。',
  'refusal.already-registered-today':
    '这位献血者本场已经登记过，是 {{ticket}} 号。请打开那份记录。',
  'refusal.id-number-wrong': '证件号码不对：{{problem}}。请对照证件重新输入。',
  'refusal.reason-needed': '请写明手工录入的原因。',
  'refusal.identity-expired': '证件已于 {{until}} 到期，不能用来登记。请出示有效证件。',
  'refusal.visit-unknown': '本场没有这位献血者。请回到看板重新选择。',
  'refusal.visit-ended': '这位献血者的本次献血已经结束，不能再改。',
  'refusal.wrong-step': '这位献血者不在这一步，现在是“{{stage}}”。请按看板上的步骤进行。',
  'refusal.answers-missing': '还有问题没有回答（{{items}}）。请逐项回答后再提交。',
  'refusal.signature-missing': '还没有签名。请在屏幕上签名。',
  'refusal.rule-set-not-in-force': '{{date}} 没有生效的筛查规则。请同步后再试，或联系血站。',
  'refusal.override-not-allowed': '规则不允许由您来放宽这一条。请有此权限的人决定。',
  'refusal.nothing-to-override': '结论里没有这一条，不用放宽。请看最新的结论。',
  'refusal.deferral-unknown': '这位献血者没有这一条仍然有效的屏蔽。请刷新后再看。',
  'refusal.deferral-date-wrong': '屏蔽到 {{until}} 为止不行，日期要在今天之后。请重新选择日期。',
  'refusal.note-needed': '请写明原因，至少两个字。',
  'refusal.flag-unknown': '没有这条提示。请刷新后再看。',
  'refusal.self-service-not-open': '现在没有转给献血者的屏幕。',
  'refusal.self-service-open': '屏幕已经转给一位献血者。请先用 PIN 交还护士。',
  'refusal.pin-wrong': 'PIN 不对。请护士重新输入。',
  'refusal.pin-too-short': 'PIN 至少要 {{least}} 位数字。',
  'refusal.pin-blocked': 'PIN 输错太多次。请等一分钟再输入。',
  'refusal.not-eligible': '结论不是“可献血”，不能采血。',
  'refusal.deferred-meanwhile':
    '作出结论后，这位献血者进入了屏蔽名单：不能采血。请查看既往记录，告知本人，并结束本次献血。',
  'refusal.interval-meanwhile':
    '作出结论后，这位献血者已经献过血，{{until}} 起才能再献：不能采血。请查看既往记录，告知本人，并结束本次献血。',
  'refusal.drawn-already':
    '今天已经从这位献血者采了 {{drawnMl}} mL，再采 {{volumeMl}} mL 就超量了。请选较小的采血量，或告知本人并结束本次献血。',
  'refusal.volume-not-allowed': '不能采 {{volumeMl}} mL。请选结论允许、血袋也装得下的采血量。',
  'refusal.donation-unknown': '本场没有这次献血。请回到看板重新选择。',
  'refusal.donation-already-prepared':
    '这位献血者已经有献血码。要换一套，请先按“标签损坏，换一套”。',
  'refusal.din-unreadable': '这不是可用的献血码：{{problem}}。请扫描标签上的献血码。',
  'refusal.din-check-character-wrong':
    '校验字符不对，号码可能输错了。请对照标签重新输入，连同方框里的字符。',
  'refusal.din-outside-range':
    '献血码 {{din}} 不在血站发给本车的号段里，不能使用。请放到一边，换一套标签。',
  'refusal.din-used': '献血码 {{din}} 已经用过，绝不能再用。请把这套标签放到一边，换一套。',
  'refusal.din-range-empty': '号段已经用完。请用其他号段的标签，或联网向血站申请。',
  'refusal.card-of-other-person':
    '阅读器上的证件不是这位献血者的。请核对姓名和生日，或放上本人的证件。',
  'refusal.identity-not-confirmed': '穿刺前还没有核对本人。请刷身份证，或请献血者说出姓名和生日。',
  'refusal.label-of-other-donation':
    '这张标签属于另一次献血（{{din}}），不属于本次献血。请放回，扫描本人的标签。',
  'refusal.label-already-scanned': '这张标签已经扫过了。请扫下一张。',
  'refusal.label-not-in-set': '这套标签里没有这一种（标识 {{flags}}）。请检查是不是拿错了标签。',
  'refusal.labels-not-all-scanned': '还有标签没有回扫一致，不能开始采血。',
  'refusal.draw-not-started': '采血还没有开始。',
  'refusal.draw-not-running': '现在没有在采血。请看一下看板上的状态。',
  'refusal.donation-spoiled': '这个献血码已经作废，不能再用。请换一套。',
  'refusal.draw-already-started': '采血已经开始，这一步不能再做。',
  'refusal.draw-running': '正在采血。请先结束采血。',
  'refusal.volume-impossible': '采血量 {{volumeMl}} mL 不可能。请检查秤是否去皮，或重新填写。',
  'refusal.reprint-needs-reason': '再打一套标签必须写明原因：两个血袋同一个号码会出人命。',
  'refusal.print-job-unknown': '没有这个打印任务。请刷新页面。',
  'refusal.print-job-not-uncertain': '这个打印任务已经有结论，不用再确认。',
  'refusal.print-uncertain': '上一次打印有没有出来还不清楚。请先看打印机，再回答。',
  'refusal.label-design-wrong': '标签版式有错（{{problem}}），没有打印。请告诉管理员。',
  'refusal.label-character-missing':
    '标签字体里没有“{{character}}”这个字（版式 {{design}} 第 {{element}} 项），没有打印。请告诉管理员。',
  'refusal.label-text-too-long':
    '版式 {{design}} 第 {{element}} 项的文字放不下，没有打印。请告诉管理员。',
  'refusal.label-barcode-impossible':
    '版式 {{design}} 第 {{element}} 项的条码印不出来（{{problem}}），没有打印。请告诉管理员。',
  'refusal.draw-not-ended': '采血结束以后才能打印这张标签。',
  'refusal.product-unknown':
    '产品表里没有抗凝剂“{{anticoagulant}}”，不知道失效日期，没有打印。请告诉管理员。',
  'refusal.print-failed': '没有打出来（{{problem}}）。请检查打印机后再试。',
  'refusal.staff-unknown': '没有这位工作人员。请先同步血站数据。',
  'refusal.unit-unknown': '本场没有采过 {{din}} 这袋血。请放到一边并告诉队长。',
  'refusal.unit-already-packed': '这袋血已经装箱（{{box}}）。请核对，一袋血只能在一个箱里。',
  'refusal.unit-not-packed': '{{din}} 没有装在箱里，不用取出。',
  'refusal.unit-not-held': '{{din}} 没有被血站暂扣，不用因此取出。如装错了箱，请按“装错了箱”。',
  'refusal.unit-not-to-take-out': '{{din}} 没有和别的血装在一起，不用处理。请刷新页面。',
  'refusal.box-code-wrong': '箱号只能是 2 到 32 个字母、数字或横线。请重新扫描箱子上的条码。',
  'refusal.held-unit-apart': '这袋血被血站暂扣，不能和别的血放在 {{box}}。请用单独的箱子。',
  'refusal.box-of-held-units': '{{box}} 只装暂扣的血。请换一个箱子。',
  'refusal.device-unknown': '这台设备已经不在了：请重新查看列表。',
  'refusal.device-given': '这台设备由启动参数或 config.json 指定；请在那里修改，或先在那里删除。',
  'refusal.device-used-already': '这台设备已用作别的用途：请先在那里“忘记”它。',
  'refusal.device-of-other-machine':
    '这台设备归车上另一台电脑使用：请在那台电脑上操作，或手工填写，或在“设备”页改由这台电脑使用。',
  'refusal.machine-unknown': '这台电脑已经不在列表里：请重新查看。',
  'refusal.too-many-machines': '起了名字的电脑太多了：请先清空一台不用的名字。',
  'refusal.too-many-devices': '记住的设备太多了：请先忘记一台不用的。',
  'refusal.station-not-configured': '没有配置血站地址。采血不受影响；请管理员设置。',
} as const;
