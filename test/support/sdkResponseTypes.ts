import type { OpenAI } from 'openai';
import type { FileRetrieveResponse } from 'openai/resources/containers/files/files';
import type { InputTokenCountResponse } from 'openai/resources/responses/input-tokens';

/** As {@link SdkObjects}, of responses, conversations and containers: names of types in these mean other things there. */
export interface SdkResponseObjects {
  response: OpenAI.Responses.Response;
  'response.compaction': OpenAI.Responses.CompactedResponse;
  'response.input_tokens': InputTokenCountResponse;
  /** Items of responses and of conversations have no `object`. */
  item: OpenAI.Responses.ResponseItem | OpenAI.Conversations.ConversationItem;
  'response.event': OpenAI.Responses.ResponseStreamEvent;
  conversation: OpenAI.Conversations.Conversation;
  'conversation.deleted': OpenAI.Conversations.ConversationDeleted;
  container: OpenAI.ContainerRetrieveResponse;
  'container.file': FileRetrieveResponse;
}
