import { Controller, Get, Header } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { jsonSchemas } from '../../../libs/agreement-file/json-schema.js';
import { Open } from '../members/allow.js';

@ApiTags('agreements')
@Controller('v1')
export class SchemaController {
  /** JSON Schema of the agreement, for editors: open to all. */
  @Get('agreement.schema.json')
  @Open()
  @Header('content-type', 'application/schema+json')
  @ApiOperation({ summary: 'The JSON Schema of agreements' })
  schema(): unknown {
    return jsonSchemas()['agreement.schema.json'];
  }

  /** JSON Schema of the mapping of an import, for editors: open to all. */
  @Get('mapping.schema.json')
  @Open()
  @Header('content-type', 'application/schema+json')
  @ApiOperation({ summary: 'The JSON Schema of mappings' })
  mappingSchema(): unknown {
    return jsonSchemas()['mapping.schema.json'];
  }
}
