import { heads } from './put-in-force.js';

/** What there is to see once Baton runs. */
export interface Welcome {
  apiUrl: string;
  uiUrl: string | null;
  mailPageUrl: string | null;
  token: string;
  /** By BATON_TOKEN. */
  tokenIsGiven: boolean;
  folder: string;
  seeded: boolean;
}

/** The lines that are printed once Baton runs: where things are, and a first thing to try that works when pasted. */
export function welcome({ apiUrl, uiUrl, mailPageUrl, token, tokenIsGiven, folder, seeded }: Welcome): string {
  const places = {
    API: apiUrl,
    'Its pages': `${apiUrl}/docs`,
    "Temporal's UI": uiUrl ?? 'your own',
    'Mail sink': mailPageUrl ?? 'none: SMTP_URL is set',
    Token: `${token}  (${tokenIsGiven ? 'from BATON_TOKEN' : `kept in ${folder}/token`})`,
    Logs: `${folder}/logs`,
  };
  const width = Math.max(...Object.keys(places).map((name) => name.length));
  return [
    '',
    'Baton runs.',
    '',
    ...Object.entries(places).map(([name, place]) => `  ${name.padEnd(width)}  ${place}`),
    '',
    ...(seeded ? [seededLine(folder)] : []),
    'A first thing to try, a lead who asks for a demo:',
    '',
    firstLead(apiUrl, token),
    '',
    'A moment later a rep has the lead: look at the mail sink, and for the whole walk into README.md.',
    'Ctrl-C stops everything and keeps the data; `npm start -- --fresh` starts over.',
    '',
  ].join('\n');
}

function seededLine(folder: string): string {
  const [mona, sven] = [heads.marketing, heads.sales].map(({ id, name }) => `${name} (${folder}/${id}.token)`);
  return `A sample team and agreement are in force, signed by ${mona} and ${sven}: examples/saas-inbound.`;
}

function firstLead(apiUrl: string, token: string): string {
  const lead = {
    email: 'ada@acme.example',
    profile: { firstName: 'Ada', country: 'ES', company: { employees: 120 } },
    consent: { email: true },
  };
  const fact = {
    id: 'first-try',
    kind: 'form_submitted',
    occurredAt: '$(date -u +%Y-%m-%dT%H:%M:%SZ)',
    lead: { email: lead.email },
    data: { form: 'demo' },
  };
  const facts = JSON.stringify({ facts: [fact] }).replaceAll('"', '\\"');
  const call = (path: string) =>
    `  curl -sSw '\\n' ${apiUrl}${path} -H 'authorization: Bearer ${token}' -H 'content-type: application/json' \\\n    -d`;
  return `${call('/v1/leads')} '${JSON.stringify(lead)}'\n${call('/v1/facts')} "${facts}"`;
}
