interface Odd {
  /** What the part of the file is called. */
  named?: string;
  /** The mapping as a field of JSON. */
  field?: string;
}

/** A form with a mapping and a file, as curl -F sends it, or not quite. */
export function importForm(
  map: string | null,
  file: string | Buffer | null,
  { named = 'file', field }: Odd = {},
): { body: Buffer; headers: Record<string, string> } {
  const boundary = 'the-boundary-of-this-form';
  const part = (name: string, content: string | Buffer): Buffer[] => [
    Buffer.from(`--${boundary}\r\ncontent-disposition: form-data; name="${name}"; filename="${name}"\r\n`),
    Buffer.from('content-type: application/octet-stream\r\n\r\n'),
    Buffer.from(content as string),
    Buffer.from('\r\n'),
  ];
  const json = `--${boundary}\r\ncontent-disposition: form-data; name="map"\r\ncontent-type: application/json\r\n\r\n${field}\r\n`;
  const parts = [
    ...(map === null ? [] : part('map', map)),
    ...(field === undefined ? [] : [Buffer.from(json)]),
    ...(file === null ? [] : part(named, file)),
  ];
  return {
    body: Buffer.concat([...parts, Buffer.from(`--${boundary}--\r\n`)]),
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
  };
}

/** What the columns of `leadFile` mean. */
export const leadMap = `
mapping: trial
never: { Verdict: sales wrote it afterwards }
identity: { externalId: Id, email: Mail }
profile:
  country: Country
  seconds: { column: Seconds, normalise: [number] }
consent: { email: { column: Mails, given: ['yes'], withdrawn: ['no'] } }
facts:
  - { fact: last_activity, occurredAt: atImport, data: { activity: Last } }
`;

export const leadHeader = 'Id,Mail,Country,Seconds,Mails,Last,Verdict';

export const leadLine = (n: number): string => `lead-${n},lead-${n}@file.example,ES,${n}.0,yes,Email Opened,good`;

/** A header and `count` leads, each with a captured, a consent and a last_activity fact. `faults` go in at their places, counted from the first lead. */
export function leadFile(count: number, faults: { before: number; line: string | Buffer }[] = []): Buffer {
  const lines = Array.from({ length: count }, (_, n): (string | Buffer)[] => [
    ...faults.filter(({ before }) => before === n).map(({ line }) => line),
    leadLine(n),
  ]);
  const file = [leadHeader, ...lines.flat(), ...faults.filter(({ before }) => before >= count).map(({ line }) => line)];
  return Buffer.concat(file.flatMap((line) => [Buffer.from(line as string), Buffer.from('\n')]));
}
