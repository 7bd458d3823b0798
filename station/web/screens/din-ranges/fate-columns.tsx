import { Tag, type TableProps } from 'antd';
import type { FateKind, FateLine } from '../../../contract/din-ranges.ts';
import { fateWords } from '../../../contract/words.ts';
import type { Names } from '../../api/use-names.ts';
import { dinText } from '../../text/formats.ts';
import { spoiledWord } from '../../text/spoiled-word.ts';
import type { Texts } from '../../text/TextProvider.tsx';

export const fateColours: Readonly<Record<FateKind, string>> = {
  used: 'blue',
  spoiled: 'orange',
  returned: 'green',
  missing: 'red',
  split: 'purple',
  recalled: 'purple',
  free: 'default',
};

const lastOf = ({ firstDin, count }: FateLine): string =>
  firstDin.slice(0, 7) + String(Number(firstDin.slice(7)) + count - 1).padStart(6, '0');

/** What became of numbers; `withVehicle` false where all are of one. */
export const fateColumns = (
  texts: Texts,
  names: Names,
  withVehicle = true,
): NonNullable<TableProps<FateLine>['columns']> => {
  const { t, said, moment, number } = texts;
  return [
    {
      title: t('din.run'),
      render: (_, line) => (
        <code>
          {dinText(line.firstDin)}
          {line.count > 1 && ` – ${lastOf(line).slice(7)}`}
        </code>
      ),
    },
    { title: t('din.count'), align: 'right', render: (_, { count }) => number(count) },
    {
      title: t('din.fates'),
      render: (_, { kind, again }) => (
        <>
          <Tag color={fateColours[kind]}>{said(fateWords[kind])}</Tag>
          {again > 0 && <Tag color="red">{t('din.again', { n: again })}</Tag>}
        </>
      ),
    },
    ...(withVehicle
      ? [
          {
            title: t('din.vehicle'),
            render: (_: unknown, { vehicle }: FateLine) =>
              vehicle === null ? '—' : names.plate(vehicle),
          },
        ]
      : []),
    {
      title: t('din.who-when'),
      render: (_, { by, witness, atMs }) =>
        by === null ? (
          '—'
        ) : (
          <span className="two">
            {[by, witness]
              .flatMap((who) =>
                who === null || who === '' ? [] : [names.user(names.operator(who))],
              )
              .join(' + ')}
            <small>{moment(atMs)}</small>
          </span>
        ),
    },
    {
      title: t('din.why'),
      render: (_, { kind, why }) =>
        why === null ? '—' : kind === 'spoiled' ? spoiledWord(texts, why) : why,
    },
  ];
};
