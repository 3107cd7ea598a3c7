import { OPERATIONS, type Operation } from './operations.ts';

/** Where OpenAI's own specification says what the objects are. */
const OPENAI = 'https://github.com/openai/openai-openapi';
/** What is sent as a form. */
const FORMS: ReadonlySet<string> = new Set(['createFile', 'CreateContainerFile']);
/** Lists that OpenAI never had say themselves what they are. */
const OURS: ReadonlySet<string> = new Set(['ListThreadsResponse', 'DeleteThreadsResponse', 'ListVectorStoreFileBatchesResponse']);

/** The routes that are served, as an OpenAPI 3.1 document. What OpenAI has specified is named, and not told again. */
export function openApi(version: string, origin: string) {
  const paths: Record<string, Record<string, object>> = {};
  for (const operation of OPERATIONS) (paths[operation.path] ??= {})[operation.method.toLowerCase()] = described(operation);
  const names = new Set(OPERATIONS.flatMap(({ body, answer }) => [body, answer]).filter((name) => name !== null));
  return {
    openapi: '3.1.0',
    info: {
      title: 'Docent’s OpenAI API',
      version,
      description: 'Each path below /v1 is also served below /openai and /openai/v1. What is not listed goes on to the server of the models, where there is one.',
    },
    servers: [{ url: origin }],
    security: [{ bearer: [] }, { apiKey: [] }],
    paths,
    components: {
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer' }, apiKey: { type: 'apiKey', in: 'header', name: 'api-key' } },
      schemas: Object.fromEntries(Array.from(names, (name) => [name, schema(name)])),
    },
  };
}

function described({ path, id, query, body, answer }: Operation): object {
  const inPath = Array.from(path.matchAll(/\{(\w+)\}/g), ([, name]) => ({ name, in: 'path', required: true, schema: { type: 'string' } }));
  const isOpen = !path.startsWith('/v1');
  return {
    operationId: id,
    ...(isOpen && { security: [] }),
    parameters: [...inPath, ...query.map(queryParameter)],
    ...(body !== null && { requestBody: { required: true, content: { [FORMS.has(id) ? 'multipart/form-data' : 'application/json']: { schema: reference(body) } } } }),
    responses: {
      200: { description: answer ?? 'What was asked for', ...(answer !== null && { content: { 'application/json': { schema: reference(answer) } } }) },
      default: { description: 'An error, in OpenAI’s form' },
    },
  };
}

function queryParameter(name: string): object {
  if (name === 'metadata') return { name, in: 'query', style: 'deepObject', explode: true, schema: { type: 'object', additionalProperties: { type: 'string' } } };
  const isNumber = name === 'limit' || name.startsWith('created_');
  return { name, in: 'query', schema: { type: isNumber ? 'integer' : 'string' } };
}

function reference(name: string): object {
  return { $ref: `#/components/schemas/${name}` };
}

function schema(name: string): object {
  return { type: 'object', title: name, ...(!OURS.has(name) && { externalDocs: { url: OPENAI, description: `OpenAI’s schema ${name}` } }) };
}
