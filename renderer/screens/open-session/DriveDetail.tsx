import type { CallOutput } from '../../../shared/contract/index.ts';
import type { PlannedDrive } from '../../../shared/domain/drive/planned-drive.ts';
import { useText } from '../../text/use-text.ts';

interface Props {
  readonly drive: PlannedDrive;
  readonly staff: CallOutput<'app.state'>['staff'];
}

/** Who comes, how many they owe, whom to call, who goes along. */
export function DriveDetail({ drive, staff }: Props) {
  const { t } = useText();
  const { units, confirmed } = drive;
  const contacts = units.flatMap((unit) =>
    unit.contacts.map((contact) => ({ ...contact, unit: unit.name })),
  );
  const nameOf = (operatorId: string): string =>
    staff.find((member) => member.operatorId === operatorId)?.name ?? operatorId;
  return (
    <dl className="drive-detail">
      {units.length > 0 && (
        <>
          <dt>{t('open.units')}</dt>
          <dd>
            {units.map(({ name, target }) => (
              <span key={name} className="unit">
                {name}
                {target !== null && <small>{t('open.unit-target', { n: target })}</small>}
              </span>
            ))}
          </dd>
        </>
      )}
      <dt>{t('open.contacts')}</dt>
      <dd>
        {contacts.length === 0 && <span className="soft">{t('open.no-contacts')}</span>}
        {contacts.map(({ unit, role, name, phone }, at) => (
          <span key={at} className="unit">
            {name} <b className="figures">{phone}</b>
            <small>
              {t(`open.contact.${role}`)}
              {units.length > 1 && ` · ${unit}`}
            </small>
          </span>
        ))}
      </dd>
      {confirmed !== null && confirmed.team.length > 0 && (
        <>
          <dt>{t('open.team')}</dt>
          <dd>{confirmed.team.map(nameOf).join(t('list.separator'))}</dd>
        </>
      )}
    </dl>
  );
}
