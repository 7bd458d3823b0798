import { Link } from 'wouter';
import { useCall, valueOf } from '../../api/use-call.ts';
import { useText } from '../../text/use-text.ts';
import { openFlags } from '../integrity/view-model.ts';
import { Search } from './Search.tsx';

/** Above the columns: the search, and what waits for the leader's judgement. */
export function Tools() {
  const { t } = useText();
  const flags = valueOf(useCall('integrity.list', {}))?.flags ?? [];
  const open = openFlags(flags);
  return (
    <div className="board-tools">
      <Search />
      {flags.length > 0 && (
        <Link href="/integrity" className={open > 0 ? 'head-link attention' : 'head-link'}>
          {open > 0 ? t('board.flags-open', { n: open }) : t('board.flags')}
        </Link>
      )}
    </div>
  );
}
