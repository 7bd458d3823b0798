import type { DonationDetail, VisitDetail } from '../../../shared/contract/visit.ts';
import { useCommand } from '../../api/use-command.ts';
import { ScanBox } from '../../parts/ScanBox.tsx';
import { useSaying } from '../../parts/SaidProvider.tsx';
import { useScan } from '../../scan/ScanRouter.tsx';
import { playSound } from '../../scan/sound.ts';
import { useText } from '../../text/use-text.ts';
import { Printing } from './Printing.tsx';
import { labelsMissing, othersLabel } from './view-model.ts';

interface Props {
  readonly visit: VisitDetail;
  readonly donation: DonationDetail;
}

/** The set on its bag, tubes and record, scanned back one by one until all are equal. */
export function Labels({ visit, donation }: Props) {
  const { t } = useText();
  const { say } = useSaying();
  const scanBack = useCommand('label.scan-back');
  const missing = labelsMissing(donation);

  const take = async (raw: string): Promise<void> => {
    const taken = await scanBack.run({ donationId: donation.donationId, raw });
    if (taken.ok) playSound('taken');
  };
  useScan((scan) => {
    if (scan.meaning.kind !== 'din') return false;
    const others = othersLabel(scan, visit);
    if (others === null || scan.meaning.visitId === null) {
      void take(scan.raw);
      return true;
    }
    playSound('refused');
    say(others);
    return true;
  });

  return (
    <>
      {missing > 0 && (
        <ScanBox
          title={t('collection.scan-back')}
          sub={t('collection.scan-back-how', { missing })}
        />
      )}
      <Printing donation={donation} prints="set" />
      <table className="labels">
        <tbody>
          {donation.labels.map((label) => (
            <tr key={`${label.kind}-${label.flags}`}>
              <th scope="row">{t(`label.${label.kind}`)}</th>
              <td>
                {label.scanned ? (
                  <code>{donation.dinText}</code>
                ) : (
                  <span className="not">{t('collection.awaited')}</span>
                )}
              </td>
              <td className={label.scanned ? 's yes' : 's not'}>
                {label.scanned ? `✓ ${t('collection.equal')}` : '—'}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
