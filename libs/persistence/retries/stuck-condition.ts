/** Which rows of `life` a retry is for. $1 the reason or null, $2 the latest instant at which they became stuck. */
export const stuckCondition = 'stuck is not null and ($1::text is null or stuck = $1) and stuck_since <= $2::timestamptz';
