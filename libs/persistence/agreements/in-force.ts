/**
 * The only place that says which version of the agreement is in force: of those that are signed, the one whose date came last. SQL, one number or
 * null, by an index; `at` is an SQL expression of an instant.
 */
export const agreementInForce = (at = 'now()'): string =>
  `(select version from agreement where in_force_at <= ${at} order by in_force_at desc limit 1)`;
