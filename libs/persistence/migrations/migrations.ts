import { First1795000000001 } from './1795000000001-first.js';
import { Readers1795000000006 } from './1795000000006-readers.js';

/** Every migration, oldest first. */
export const migrations = [First1795000000001, Readers1795000000006] as const;
