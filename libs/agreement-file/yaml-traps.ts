/** What is wrong with a value, said without its place. */
export interface Wrong {
  message: string;
  cure: string;
}

/**
 * A plain (unquoted) scalar that another reader of YAML takes for something else, or that loses a digit on its way: refused, so that
 * whoever signs the file and whatever reads it see the same. YAML 1.1, which most tools still speak, reads NO as false and 10:30 as 630.
 */
export function trapOf(source: string, value: unknown): Wrong | null {
  const quoted = `put it in quotes: "${source}"`;
  if (typeof value === 'string' && /^(yes|no|on|off)$/i.test(source)) {
    const meant = /^(yes|on)$/i.test(source) ? 'true' : 'false';
    return {
      message: `\`${source}\` is ${meant} to YAML 1.1 and a text to YAML 1.2`,
      cure: `write ${meant}, or, if the text is meant, ${quoted}`,
    };
  }
  if (/^[-+]?\d+(:[0-5]?\d)+(\.\d*)?$/.test(source))
    return { message: `\`${source}\` is a number of base 60 to YAML 1.1 and a text to YAML 1.2`, cure: quoted };
  if (/^[-+]?(0b[01_]+|\d[\d_]*_[\d_]*(\.[\d_]*)?)$/.test(source))
    return {
      message: `\`${source}\` is a number to YAML 1.1 and a text to YAML 1.2`,
      cure: `write the plain number, or ${quoted}`,
    };
  return typeof value === 'number' ? numberTrapOf(source, value, quoted) : null;
}

function numberTrapOf(source: string, value: number, quoted: string): Wrong | null {
  if (/^[-+]?0\d/.test(source)) return { message: `\`${source}\` would lose its leading zero`, cure: quoted };
  if (/^\+\d/.test(source)) return { message: `\`${source}\` would lose its plus`, cure: quoted };
  if (!Number.isFinite(value)) return { message: `\`${source}\` is no number to count with`, cure: 'write a finite number' };
  if (Number.isInteger(value) && !Number.isSafeInteger(value))
    return { message: `\`${source}\` would lose its last digits`, cure: quoted };
  return null;
}

/** Text that Postgres can't keep in JSON: a NUL, or half of a pair of surrogates. */
export function textTrapOf(text: string): Wrong | null {
  return /\0|\p{Surrogate}/u.test(text)
    ? { message: 'this text holds a character that is none', cure: 'remove the NUL or the broken emoji' }
    : null;
}
