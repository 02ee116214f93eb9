import type { World } from '../domain/lifecycle/world.js';
import { sightOf, type Seen } from '../domain/lifecycle/seen.js';
import { bodyHash } from './body-hash.js';

/** A fingerprint of what a decision saw: stored with its turn, and what the audit proves its own world by. */
export const digestOf = (world: World, seen: Seen): string => bodyHash(sightOf(world, seen), 'base64url');
