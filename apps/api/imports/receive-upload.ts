import type { MultipartValue } from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import type { Readable } from 'node:stream';
import { ApiProblem } from '../problem.js';
import { openSpool, type Spool } from './spool.js';

/** A mapping and the file it is for, as they were sent. Whoever takes it closes the file. */
export interface Upload {
  map: string;
  file: Spool;
}

const longestMap = 1_000_000;
/** Stands for any that is: the parser says what to do. */
const tooLong = ' '.repeat(longestMap + 1);
const largestFile = 8 * 1024 ** 3;

/** Reads `map` and `file` of a multipart form, in any order and bounded memory. Nothing is stored before both are here whole. */
export async function receiveUpload(request: FastifyRequest): Promise<Upload> {
  if (!request.isMultipart())
    throw new ApiProblem('body.unknown_type', `Send multipart/form-data with the parts map and file: ${curl}`);
  const parts: { map: string | null; file: Spool | null } = { map: null, file: null };
  try {
    for await (const part of request.parts({ limits: { fileSize: largestFile, fieldSize: longestMap, files: 2, parts: 3 } })) {
      if (part.type === 'field') parts.map ??= part.fieldname === 'map' ? mapOf(part) : null;
      else if (part.fieldname === 'map' && parts.map === null) parts.map = await textOf(part.file);
      else if (part.fieldname === 'file' && parts.file === null) parts.file = await openSpool(part.file);
      else part.file.resume(); // the form ends only when all of it has been read
    }
    return whole(parts);
  } catch (error) {
    await parts.file?.close();
    throw brokenOff(error);
  }
}

const curl = 'curl -F map=@map.yaml -F file=@leads.csv …/v1/imports';

function whole({ map, file }: { map: string | null; file: Spool | null }): Upload {
  const missing = [...(map === null ? ['map'] : []), ...(file === null ? ['file'] : [])];
  if (map === null || file === null)
    throw new ApiProblem('request.malformed', `The form lacks ${missing.join(' and ')}. Send both: ${curl}`);
  return { map, file };
}

/** A field that says it is JSON has been parsed on its way here. */
function mapOf({ value, valueTruncated }: MultipartValue): string {
  if (valueTruncated) return tooLong;
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** A text that is too long is still read to its end, so that the answer is heard. */
async function textOf(stream: Readable): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) if ((size += chunk.length) <= longestMap) chunks.push(chunk);
  return size > longestMap ? tooLong : Buffer.concat(chunks).toString('utf8');
}

const limits = ['FST_PARTS_LIMIT', 'FST_FILES_LIMIT', 'FST_FIELDS_LIMIT'];
const brokenOffCodes = ['FST_MP_PREMATURE_CLOSE', 'ERR_STREAM_PREMATURE_CLOSE', 'ECONNRESET'];
const unreadableCodes = ['FST_PROTO_VIOLATION', 'FST_INVALID_JSON_FIELD_ERROR'];
// The parser gives these no code.
const brokenOffMessage = /^Unexpected end of multipart data|terminated early/;
const noBoundaryMessage = /^Multipart: /;

function brokenOff(error: unknown): unknown {
  const { code = '', message = '' } = error as { code?: string; message?: string };
  if (limits.includes(code)) return new ApiProblem('request.malformed', `The form has too many parts. Send two: ${curl}`);
  if (code === 'FST_REQ_FILE_TOO_LARGE')
    return new ApiProblem('body.too_large', 'The file is larger than 8 GB. Cut it in parts, each with the header.');
  if (brokenOffCodes.includes(code) || brokenOffMessage.test(message))
    return new ApiProblem('request.malformed', 'The upload broke off; nothing was stored. Send it again.');
  if (unreadableCodes.includes(code) || noBoundaryMessage.test(message))
    return new ApiProblem(
      'request.malformed',
      `The form can not be read. Let your HTTP client set content-type, with the boundary of its parts: ${curl}`,
    );
  if (code === 'ENOSPC')
    return new ApiProblem('server.full', 'The disk of the API has no room for the file. Ask ops for room, or send it in parts.');
  return error;
}
