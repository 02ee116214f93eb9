/**
 * Statements of one transaction that need not wait for each other: they share a round trip, in the order given. All have ended when this does, so that
 * none runs on behind a rollback; it throws what failed first, since whatever follows in the transaction fails for that reason.
 */
export async function atOnce<T extends readonly Promise<unknown>[] | []>(
  work: T,
): Promise<{ -readonly [Key in keyof T]: Awaited<T[Key]> }> {
  const failures: unknown[] = [];
  await Promise.all(work.map((one) => one.catch((error: unknown) => void failures.push(error))));
  if (failures.length > 0) throw failures[0];
  return Promise.all(work);
}
