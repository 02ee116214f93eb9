import type { Checked } from '../domain/agreement/checked.js';
import type { MappingDocument } from '../import-file/mapping-document.js';
import { mappingSchema } from './mapping-schema.js';
import { parseDocument } from './parse-document.js';

/** A mapping as YAML 1.2 or JSON. What the words in it mean is checked by `compileMapping`. */
export const parseMapping = (text: string): Checked<MappingDocument> => parseDocument(text, mappingSchema);
