import type { StationCallName } from '../contract/index.ts';
import type { TextKey } from './text/TextProvider.tsx';

interface Area {
  readonly path: string;
  readonly title: TextKey;
  /** Shown to those who may ask this. */
  readonly needs: StationCallName;
}

/** The menu: what a person looks at first stands first. A new page is one line here and one in App.tsx. */
export const areaGroups: readonly { readonly title: TextKey; readonly areas: readonly Area[] }[] = [
  {
    title: 'group.collection',
    areas: [
      { path: '/', title: 'area.sessions', needs: 'session.list' },
      { path: '/set-asides', title: 'area.set-asides', needs: 'set-aside.list' },
      { path: '/vehicles', title: 'area.vehicles', needs: 'vehicle.list' },
      { path: '/din-ranges', title: 'area.din-ranges', needs: 'din-range.list' },
    ],
  },
  {
    title: 'group.donors',
    areas: [{ path: '/deferrals', title: 'area.deferrals', needs: 'deferral.list' }],
  },
  {
    title: 'group.planning',
    areas: [
      { path: '/completion', title: 'area.completion', needs: 'completion.get' },
      { path: '/drives', title: 'area.drives', needs: 'drive.list' },
      { path: '/plans', title: 'area.plans', needs: 'plan.list' },
      { path: '/names', title: 'area.names', needs: 'unit.likely-same' },
    ],
  },
  {
    title: 'group.station',
    areas: [
      { path: '/enrolment', title: 'area.enrolment', needs: 'laptop.list' },
      { path: '/people', title: 'area.people', needs: 'user.list' },
      { path: '/record', title: 'area.record', needs: 'act.list' },
    ],
  },
];
