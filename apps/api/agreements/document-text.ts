import { ApiProblem } from '../problem.js';

/** The document as text: YAML as it was sent, JSON as text again (YAML 1.2 holds JSON), so that one parser reads both. */
export function documentText(body: unknown): string {
  if (typeof body === 'string' && body.trim() !== '') return body;
  if (typeof body === 'object' && body !== null) return JSON.stringify(body, null, 2);
  throw new ApiProblem('request.malformed', 'The body is empty. Send the document as YAML (application/yaml) or JSON.');
}
