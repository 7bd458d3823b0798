import { Alert } from 'antd';
import { useCall } from '../../api/use-call.ts';
import { useText } from '../../text/TextProvider.tsx';

/** Laptops that came with another state: told apart, and what to do. */
export function Forks() {
  const { said, moment } = useText();
  const rows = useCall('fork.list', {}).value?.rows ?? [];
  return rows.map((fork) => (
    <Alert
      key={`${fork.laptop} ${fork.firstSeenAtMs}`}
      type="error"
      showIcon
      style={{ marginBottom: 12 }}
      title={`${fork.vehicle} · ${said(fork.title)}`}
      description={
        <>
          {said(fork.meaning)}
          <br />
          <small className="soft">
            {moment(fork.firstSeenAtMs)} – {moment(fork.lastSeenAtMs)} · ×{fork.count}
          </small>
        </>
      }
    />
  ));
}
