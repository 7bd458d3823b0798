import { z } from 'zod';

/** 管理员 · 医师 · 实验室 · 计划 · 查看. One person may hold several; everybody may look at what carries no health data. */
export const stationRoles = [
  'administrator',
  'physician',
  'laboratory',
  'planner',
  'viewer',
] as const;
export const stationRole = z.enum(stationRoles);
export type StationRole = z.infer<typeof stationRole>;

/** Anyone with an account. */
export const everybody: readonly StationRole[] = stationRoles;
