/** One thing that clients can ask for. */
export interface Operation {
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** With its parameters in braces. */
  readonly path: string;
  /** As OpenAI's specification names it, where it is one of OpenAI's. */
  readonly id: string;
  /** Names of what the query may hold. */
  readonly query: readonly string[];
  /** OpenAI's names of what is sent and answered; null: nothing, or what is no JSON. */
  readonly body: string | null;
  readonly answer: string | null;
}

const PAGE = ['limit', 'order', 'after', 'before'];
const DATED = [...PAGE, 'created_after', 'created_before'];
const LIST = [...DATED, 'metadata'];
const NONE: readonly string[] = [];

const list = (path: string, id: string, answer: string, query: readonly string[]): Operation => ({ method: 'GET', path, id, query, body: null, answer });
const get = (path: string, id: string, answer: string | null, query = NONE): Operation => ({ method: 'GET', path, id, query, body: null, answer });
const post = (path: string, id: string, body: string | null, answer: string, query = NONE): Operation => ({ method: 'POST', path, id, query, body, answer });
const remove = (path: string, id: string, answer: string, query = NONE): Operation => ({ method: 'DELETE', path, id, query, body: null, answer });

const THREAD = '/v1/threads/{thread}';
const STORE = '/v1/vector_stores/{store}';
const CONVERSATION = '/v1/conversations/{conversation}';
const CONTAINER = '/v1/containers/{container}';

/** All that is served here; what is not goes on to the server of the models. */
export const OPERATIONS: readonly Operation[] = [
  list('/v1/assistants', 'listAssistants', 'ListAssistantsResponse', LIST),
  post('/v1/assistants', 'createAssistant', 'CreateAssistantRequest', 'AssistantObject'),
  get('/v1/assistants/{id}', 'getAssistant', 'AssistantObject'),
  post('/v1/assistants/{id}', 'modifyAssistant', 'ModifyAssistantRequest', 'AssistantObject'),
  remove('/v1/assistants/{id}', 'deleteAssistant', 'DeleteAssistantResponse'),

  list('/v1/threads', 'listThreads', 'ListThreadsResponse', [...LIST, 'assistant_id']),
  post('/v1/threads', 'createThread', 'CreateThreadRequest', 'ThreadObject'),
  remove('/v1/threads', 'deleteThreads', 'DeleteThreadsResponse', [...LIST, 'assistant_id']),
  post('/v1/threads/runs', 'createThreadAndRun', 'CreateThreadAndRunRequest', 'RunObject', ['include']),
  get('/v1/threads/{id}', 'getThread', 'ThreadObject'),
  post('/v1/threads/{id}', 'modifyThread', 'ModifyThreadRequest', 'ThreadObject'),
  remove('/v1/threads/{id}', 'deleteThread', 'DeleteThreadResponse'),

  list(`${THREAD}/messages`, 'listMessages', 'ListMessagesResponse', [...LIST, 'run_id']),
  post(`${THREAD}/messages`, 'createMessage', 'CreateMessageRequest', 'MessageObject'),
  get(`${THREAD}/messages/{id}`, 'getMessage', 'MessageObject'),
  post(`${THREAD}/messages/{id}`, 'modifyMessage', 'ModifyMessageRequest', 'MessageObject'),
  remove(`${THREAD}/messages/{id}`, 'deleteMessage', 'DeleteMessageResponse'),

  list(`${THREAD}/runs`, 'listRuns', 'ListRunsResponse', LIST),
  post(`${THREAD}/runs`, 'createRun', 'CreateRunRequest', 'RunObject', ['include']),
  get(`${THREAD}/runs/{id}`, 'getRun', 'RunObject'),
  post(`${THREAD}/runs/{id}`, 'modifyRun', 'ModifyRunRequest', 'RunObject'),
  post(`${THREAD}/runs/{id}/cancel`, 'cancelRun', null, 'RunObject'),
  post(`${THREAD}/runs/{id}/submit_tool_outputs`, 'submitToolOuputsToRun', 'SubmitToolOutputsRunRequest', 'RunObject'),
  list(`${THREAD}/runs/{run}/steps`, 'listRunSteps', 'ListRunStepsResponse', [...PAGE, 'include']),
  get(`${THREAD}/runs/{run}/steps/{id}`, 'getRunStep', 'RunStepObject', ['include']),

  list('/v1/files', 'listFiles', 'ListFilesResponse', [...DATED, 'purpose']),
  post('/v1/files', 'createFile', 'CreateFileRequest', 'OpenAIFile'),
  get('/v1/files/{id}', 'retrieveFile', 'OpenAIFile'),
  remove('/v1/files/{id}', 'deleteFile', 'DeleteFileResponse'),
  get('/v1/files/{id}/content', 'downloadFile', null),

  list('/v1/vector_stores', 'listVectorStores', 'ListVectorStoresResponse', LIST),
  post('/v1/vector_stores', 'createVectorStore', 'CreateVectorStoreRequest', 'VectorStoreObject'),
  get('/v1/vector_stores/{id}', 'getVectorStore', 'VectorStoreObject'),
  post('/v1/vector_stores/{id}', 'modifyVectorStore', 'UpdateVectorStoreRequest', 'VectorStoreObject'),
  remove('/v1/vector_stores/{id}', 'deleteVectorStore', 'DeleteVectorStoreResponse'),
  post('/v1/vector_stores/{id}/search', 'searchVectorStore', 'VectorStoreSearchRequest', 'VectorStoreSearchResultsPage'),
  list(`${STORE}/files`, 'listVectorStoreFiles', 'ListVectorStoreFilesResponse', [...DATED, 'filter']),
  post(`${STORE}/files`, 'createVectorStoreFile', 'CreateVectorStoreFileRequest', 'VectorStoreFileObject'),
  get(`${STORE}/files/{file}`, 'getVectorStoreFile', 'VectorStoreFileObject'),
  post(`${STORE}/files/{file}`, 'updateVectorStoreFileAttributes', 'UpdateVectorStoreFileAttributesRequest', 'VectorStoreFileObject'),
  remove(`${STORE}/files/{file}`, 'deleteVectorStoreFile', 'DeleteVectorStoreFileResponse'),
  get(`${STORE}/files/{file}/content`, 'retrieveVectorStoreFileContent', 'VectorStoreFileContentResponse'),
  list(`${STORE}/file_batches`, 'listVectorStoreFileBatches', 'ListVectorStoreFileBatchesResponse', DATED),
  post(`${STORE}/file_batches`, 'createVectorStoreFileBatch', 'CreateVectorStoreFileBatchRequest', 'VectorStoreFileBatchObject'),
  get(`${STORE}/file_batches/{batch}`, 'getVectorStoreFileBatch', 'VectorStoreFileBatchObject'),
  post(`${STORE}/file_batches/{batch}/cancel`, 'cancelVectorStoreFileBatch', null, 'VectorStoreFileBatchObject'),
  list(`${STORE}/file_batches/{batch}/files`, 'listFilesInVectorStoreBatch', 'ListVectorStoreFilesResponse', [...DATED, 'filter']),

  post('/v1/responses', 'createResponse', 'CreateResponse', 'Response'),
  post('/v1/responses/compact', 'compactResponse', 'CompactResponseMethodPublicBody', 'CompactResource'),
  post('/v1/responses/input_tokens', 'getInputTokenCounts', 'TokenCountsBody', 'TokenCountsResource'),
  get('/v1/responses/{id}', 'getResponse', 'Response', ['include', 'stream', 'starting_after', 'include_obfuscation']),
  remove('/v1/responses/{id}', 'deleteResponse', 'DeleteResponse'),
  post('/v1/responses/{id}/cancel', 'cancelResponse', null, 'Response'),
  list('/v1/responses/{response}/input_items', 'listInputItems', 'ResponseItemList', [...PAGE, 'include']),

  post('/v1/conversations', 'createConversation', 'CreateConversationBody', 'ConversationResource'),
  get('/v1/conversations/{id}', 'getConversation', 'ConversationResource'),
  post('/v1/conversations/{id}', 'updateConversation', 'UpdateConversationBody', 'ConversationResource'),
  remove('/v1/conversations/{id}', 'deleteConversation', 'DeletedConversationResource'),
  list(`${CONVERSATION}/items`, 'listConversationItems', 'ConversationItemList', [...PAGE, 'include']),
  post(`${CONVERSATION}/items`, 'createConversationItems', 'CreateConversationItemsBody', 'ConversationItemList', ['include']),
  get(`${CONVERSATION}/items/{item}`, 'getConversationItem', 'ConversationItem', ['include']),
  remove(`${CONVERSATION}/items/{item}`, 'deleteConversationItem', 'ConversationResource'),

  list('/v1/containers', 'ListContainers', 'ContainerListResource', [...DATED, 'name']),
  post('/v1/containers', 'CreateContainer', 'CreateContainerBody', 'ContainerResource'),
  get('/v1/containers/{id}', 'RetrieveContainer', 'ContainerResource'),
  remove('/v1/containers/{id}', 'DeleteContainer', 'DeletedContainer'),
  list(`${CONTAINER}/files`, 'ListContainerFiles', 'ContainerFileListResource', DATED),
  post(`${CONTAINER}/files`, 'CreateContainerFile', 'CreateContainerFileBody', 'ContainerFileResource'),
  get(`${CONTAINER}/files/{file}`, 'RetrieveContainerFile', 'ContainerFileResource'),
  remove(`${CONTAINER}/files/{file}`, 'DeleteContainerFile', 'DeletedContainerFile'),
  get(`${CONTAINER}/files/{file}/content`, 'RetrieveContainerFileContent', null),

  get('/v1/models', 'listModels', 'ListModelsResponse'),
  get('/v1/models/{id}', 'retrieveModel', 'Model'),

  get('/', 'welcome', null),
  get('/openapi.json', 'describe', null),
  get('/health', 'health', null),
  get('/healthz', 'healthz', null),
  get('/livez', 'livez', null),
  get('/readyz', 'readyz', null),
];

/** Those whose path has no parameter come first: `/threads/runs` is no thread. */
const PATTERNS = OPERATIONS.toSorted((a, b) => a.path.split('{').length - b.path.split('{').length).map((operation) => ({
  operation,
  pattern: new RegExp(`^${operation.path.replaceAll(/\{\w+\}/g, '[^/]+')}$`),
}));

/** The operation that a request asks for; null where it is none of these. */
export function operationOf(method: string, path: string): Operation | null {
  return PATTERNS.find(({ operation, pattern }) => operation.method === method && pattern.test(path))?.operation ?? null;
}
