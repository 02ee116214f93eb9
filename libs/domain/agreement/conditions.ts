import type { BuyerStage, Channel } from '../scoring/standing.js';

export type Scalar = string | number | boolean;

/** A test of one value: every key that is given must hold. `is: present` and `is: blank` test for presence. */
export interface ValueTest {
  is?: Scalar;
  in?: Scalar[];
  gte?: number;
  lte?: number;
  gt?: number;
  lt?: number;
  contains?: string;
  startsWith?: string;
  inList?: string;
}

/** The one dialect of conditions, as compiled. `field` is a dotted path into the profile; `email.domain` is derived. */
export type Condition =
  | ({ field: string } & ValueTest)
  | { signal: string }
  | { band: string }
  | { buyerStage: BuyerStage }
  | { consent: Channel }
  | { all: Condition[] }
  | { any: Condition[] }
  | { not: Condition };
