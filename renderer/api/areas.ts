import type { TopicMessage } from '../../shared/contract/topics.ts';
import type { QueryName } from './client.ts';

type Area = TopicMessage<'changed'>['areas'][number];

/** Which pushed changes make an answer stale. */
const areasOf: Readonly<Record<QueryName, readonly Area[]>> = {
  'app.state': ['app', 'session', 'sync'],
  'drive.list': ['app', 'session', 'sync'],
  'session.board': ['session'],
  'session.reconciliation': ['session'],
  'session.sealed-list': ['session'],
  'id-card.current': ['session', 'devices'],
  'donor.match': ['session'],
  'visit.get': ['session'],
  'screening.forms': ['app', 'session'],
  'donor.history': ['session'],
  'visit.search': ['session'],
  'integrity.list': ['session'],
  'self-service.of': ['session'],
  'self-service.state': ['app', 'session'],
  'device.list': ['devices'],
  'device.search': ['devices'],
  // Asked by hand while somebody looks.
  'device.traffic': [],
  'scan.identify': [],
  // The printer in use decides the dots.
  'label.preview': ['session', 'devices'],
  'label.designs': ['devices', 'sync'],
  'sync.status': ['sync', 'session'],
  'station.connection': ['sync'],
};

/** True when the query of this key must be asked again after a change in these areas. */
export const isStale = (queryName: unknown, areas: readonly Area[]): boolean =>
  typeof queryName === 'string' &&
  Object.hasOwn(areasOf, queryName) &&
  // The key has just been found in the table.
  areasOf[queryName as QueryName].some((area) => areas.includes(area));
