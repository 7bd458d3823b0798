import { z } from 'zod';

/** 队长 · 登记 · 体检 · 初筛 · 采血 · 交接 · 管理员. One person may hold several. */
export const roles = [
  'leader',
  'registrar',
  'examiner',
  'tester',
  'phlebotomist',
  'courier',
  'administrator',
] as const;
export const role = z.enum(roles);
export type Role = z.infer<typeof role>;
