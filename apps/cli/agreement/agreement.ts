import { readFile } from 'node:fs/promises';
import type { ApiClient } from '../api-client.js';
import type { AgreementAsked } from './agreement-asked.js';
import {
  checkLines,
  diffLines,
  listLines,
  versionLines,
  type Check,
  type Diff,
  type Version,
  type VersionNow,
} from './agreement-lines.js';

const root = '/v1/agreements';

/** Does what was asked and tells it, line by line. Answers whether the agreement is without problems. Throws when Baton refuses. */
export async function tellAgreement(asked: AgreementAsked, api: ApiClient, say: (line: string) => void): Promise<boolean> {
  const tell = (lines: string[]): void => lines.forEach((line) => say(line));
  if (asked.act === 'check') {
    const check = (await api.sendYaml('POST', `${root}/check`, await readFile(asked.file, 'utf8'))) as Check;
    tell(checkLines(check));
    return check.ok;
  }
  if (asked.act === 'list') tell(listLines(((await api.get(root)) as { versions: Version[] }).versions));
  else if (asked.act === 'diff') tell(diffLines((await api.get(`${root}/${asked.from}/diff/${asked.to}`)) as Diff));
  else tell(versionLines(await changed(asked, api, tell)));
  return true;
}

/** The version as what was asked has left it. */
async function changed(
  asked: Exclude<AgreementAsked, { act: 'check' | 'list' | 'diff' }>,
  api: ApiClient,
  tell: (lines: string[]) => void,
): Promise<VersionNow> {
  switch (asked.act) {
    case 'show':
      return (await api.get(`${root}/${asked.version}`)) as VersionNow;
    case 'draft':
      return (await sendDraft(asked, api)) as VersionNow;
    case 'propose':
      return (await api.post(`${root}/${asked.version}/propose`, { effectiveAt: asked.at })) as VersionNow;
    case 'withdraw':
      return (await api.post(`${root}/${asked.version}/withdraw`, {})) as VersionNow;
    case 'counter':
      return (await api.post(`${root}/${asked.version}/counter`, {})) as VersionNow;
    case 'sign':
      return sign(asked, api, tell);
  }
}

async function sendDraft(
  { file, version, base }: { file: string; version: number | undefined; base: number | undefined },
  api: ApiClient,
): Promise<unknown> {
  const text = await readFile(file, 'utf8');
  const query = base === undefined ? '' : `?base=${base}`;
  return version === undefined
    ? api.sendYaml('POST', root + query, text)
    : api.sendYaml('PUT', `${root}/${version}${query}`, text);
}

/** Shows what is signed, then signs the very document that was shown. */
async function sign(
  { version, side }: { version: number; side: string | undefined },
  api: ApiClient,
  tell: (lines: string[]) => void,
): Promise<VersionNow> {
  const { base, hash } = (await api.get(`${root}/${version}`)) as VersionNow;
  if (base !== null) tell(diffLines((await api.get(`${root}/${base}/diff/${version}`)) as Diff));
  return (await api.post(`${root}/${version}/signatures`, { hash, side })) as VersionNow;
}
