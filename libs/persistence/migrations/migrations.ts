import { First1795000000001 } from './1795000000001-first.js';

/** Every migration, oldest first. */
export const migrations = [First1795000000001] as const;
