export const toldApartTexts = {
  'told.heading': '重复、恢复与拷贝',
  'told.what': '发生了什么',
  'told.kept': '血站保留什么',
  'told.to-do': '要做什么',
  'told.seen': '{{first}} 至 {{last}}，共 {{count}} 次',
  'told.laptop': '电脑 {{name}}（{{id}}）',
  'told.repeats': '最近一周有 {{n}} 份记录重复送达，内容相同，无需处理',
  'told.restored.title': '电脑被恢复到旧的状态',
  'told.restored.what':
    '这台电脑的记录从第 {{seq}} 条起与血站所存的 {{held}} 条不一致，或者缺少：它的数据被换成了旧的（换硬盘、恢复备份、拷回文件夹）。此后没有别的电脑接着原来的记录往下记。',
  'told.restored.kept':
    '恢复之前送来的 {{held}} 条全部保留。这台电脑得知后已停用原来的号段。它恢复之后记的内容还在它自己的硬盘上，血站尚未收下。',
  'told.restored.kept-branch':
    '恢复之前送来的 {{held}} 条全部保留；恢复之后记的内容也已收下，另存为一段并已按规则判定。',
  'told.restored.to-do':
    '① 带队人员在车上“同步与设备”里开始新的记录段，需第二人确认。② 在“献血码号段”发放新号段。③ 核对恢复前后贴出的全部献血码。',
  'told.restored.to-do-branch':
    '已可继续工作。核对恢复前后贴出的献血码：每一袋都应在“采血场次”里找得到。没有新号段的，在“献血码号段”发放。',
  'told.cloned.title': '两台电脑在用同一份记录',
  'told.cloned.what':
    '同一个数据文件夹在两台电脑上使用：从第 {{seq}} 条起两边的记录不同，而且先来的一台还在继续。',
  'told.cloned.kept':
    '先到的一份全部保留，并继续收下。后来的一台被挡下：它记的内容还在它自己的硬盘上；它得知后已停用号段。',
  'told.cloned.kept-branch': '先到的一份全部保留；另一台记的内容已另存为一段，并已按规则判定。',
  'told.cloned.to-do':
    '① 立刻找到这两台电脑，只留先来的一台工作。② 逐个核对当日血袋上的献血码，重号的先暂扣。③ 收起的一台由带队人员开始新的记录段并同步，它的记录才会到血站。④ 两台用的是同一把密钥：在“工作站登记”停用后两台都不能同步，所以先让留用的一台同步完。',
  'told.cloned.to-do-branch':
    '① 确认只有一台还在工作。② 逐个核对当日血袋上的献血码，重号的先暂扣。',
  'told.repeat.title': '同样的记录又来了一次',
  'told.repeat.what':
    '到第 {{seq}} 条为止的记录又送来一次，与血站所存逐条相同：回执在路上丢了，或者已封存的一天又同步了一遍。',
  'told.repeat.kept': '仍只存一份，没有一袋血、一个号变成两份。',
  'told.repeat.to-do': '无需处理。',
  'told.session-repeated': '这一天的记录 {{at}} 又送来一次，内容完全相同，仍只存一份，无需处理。',
  'told.vehicle-doubt': '记录有分歧：见上方说明',
} as const;
