import type { ForkRow } from '../intake/forks.ts';

type Both = readonly [chinese: string, english: string];

const titles = {
  restored: ['从备份恢复', 'brought back to an older state'],
  cloned: ['两台工作站共用一份记录', 'two laptops with one journal'],
} as const satisfies Record<ForkRow['told'], Both>;

/** What the station saw, what it means, and what to do. */
export function forkText(fork: ForkRow): {
  readonly title: Both;
  readonly chinese: string;
  readonly english: string;
} {
  const { seq, heldSeq, what, told, wentOn } = fork;
  const seen: Both =
    what === 'behind'
      ? [
          `它缺少第 ${seq} 条起的记录，而本站已存到第 ${heldSeq} 条。`,
          `It lacks the entries from ${seq} on, of which the station held ${heldSeq}.`,
        ]
      : [
          `它在第 ${seq} 条处的记录与本站所存（共 ${heldSeq} 条）不同。`,
          `Its entries differ from the ${heldSeq} the station held, at entry ${seq}.`,
        ];
  const means: Both =
    told === 'cloned'
      ? [
          '此后原来的记录又有新增：两台都在工作。请找到并停用其中一台，核对当日全部献血码。',
          'The held journal has gone on since: both are at work. Find and stop one of them, and check every number of the day.',
        ]
      : [
          '此后没有别的工作站继续原来的记录。它已停止使用新献血码。',
          'Nobody has gone on with the held journal since. It has stopped taking new numbers.',
        ];
  const next: Both = wentOn
    ? [
        '队长已在车上开始新的记录段；它自己的旧记录已作为分支收下并判定。',
        'Its leader has begun a new epoch; its own older entries are kept as a branch and judged.',
      ]
    : [
        '车上由队长在“同步与设备”中开始新的记录段后可继续，并须由本站发放新的号段。',
        'Its leader may begin a new epoch under “Sync and devices”; the station then issues new numbers.',
      ];
  const join = (index: 0 | 1) => [seen[index], means[index], next[index]].join(' ');
  return { title: titles[told], chinese: join(0), english: join(1) };
}
