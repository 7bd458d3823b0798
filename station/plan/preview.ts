import type { Plan } from './plan.ts';

/** What an import would store, in numbers, before anything is stored. */
export interface PlanPreview {
  readonly rows: number;
  readonly understood: number;
  readonly rejected: number;
  /** Different units named. */
  readonly units: number;
  /** Rows with a target, and the sum of the targets in people. */
  readonly targets: number;
  readonly targetTotal: number;
}

export function previewPlan({ drives, rejected }: Plan): PlanPreview {
  const targets = drives.flatMap((drive) => (drive.target === null ? [] : [drive.target]));
  return {
    rows: drives.length + rejected.length,
    understood: drives.length,
    rejected: rejected.length,
    units: new Set(drives.flatMap((drive) => drive.units)).size,
    targets: targets.length,
    targetTotal: targets.reduce((sum, target) => sum + target, 0),
  };
}
