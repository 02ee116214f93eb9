const dayMs = 86_400_000;

/** A local day such as `2026-12-25`, counted since 1970-01-01; null if there is no such day. */
export function parseDay(text: string): number | null {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return null;
  const at = Date.parse(`${text}T00:00:00Z`);
  const isReal = Number.isFinite(at) && new Date(at).toISOString().startsWith(text);
  return isReal ? at / dayMs : null;
}
