import type { Checked } from '../domain/agreement/checked.js';
import type { AgreementDocument } from '../domain/agreement/document.js';
import { parseDocument } from './parse-document.js';
import { agreementSchema } from './schema.js';

/** Ten times as long as the longest that people have signed. What is checked against each other in it is so bounded, too. */
const mostNodes = 20_000;

/** An agreement as YAML 1.2 or JSON. What the words in it mean is checked by `compile`. */
export const parseAgreement = (text: string): Checked<AgreementDocument> => parseDocument(text, agreementSchema, mostNodes);
