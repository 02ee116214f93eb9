import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { jsonSchemas } from './json-schema.js';

// `npm run schema`: writes the published JSON Schemas beside their source.
for (const [name, text] of Object.entries(jsonSchemas())) writeFileSync(join('libs', 'agreement-file', name), text);
