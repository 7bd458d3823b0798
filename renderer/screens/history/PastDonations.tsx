import type { PastDonation } from '../../../shared/domain/screening/schema.ts';
import { useText } from '../../text/use-text.ts';

interface Props {
  readonly donations: readonly (PastDonation & { readonly onThisVehicle?: boolean })[];
}

/** More than these are only counted: the newest decide the interval. */
const rowsMax = 40;

/** Donations, newest first. */
export function PastDonations({ donations }: Props) {
  const { t, day } = useText();
  if (donations.length === 0) return <p className="soft">{t('history.no-donations')}</p>;
  return (
    <>
      <table className="vitals donations">
        <tbody>
          {donations.slice(0, rowsMax).map((past, at) => (
            <tr key={at}>
              <th>{day(past.date)}</th>
              <td>{t(`donation-type.${past.type}`)}</td>
              <td>
                {past.volumeMl === null ? t('history.volume-unknown') : `${past.volumeMl} mL`}
              </td>
              <td>{past.onThisVehicle === true ? t('history.here') : ''}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {donations.length > rowsMax && (
        <p className="soft">{t('history.more', { n: donations.length - rowsMax })}</p>
      )}
    </>
  );
}
