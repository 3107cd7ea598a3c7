import type { OpenAI } from 'openai';

/** The SDK's own type for each object that a server sends; the key is its `object`, or stands for one that has none. */
export interface SdkObjects {
  assistant: OpenAI.Beta.Assistant;
  'assistant.deleted': OpenAI.Beta.AssistantDeleted;
  thread: OpenAI.Beta.Thread;
  'thread.deleted': OpenAI.Beta.ThreadDeleted;
  'thread.message': OpenAI.Beta.Threads.Message;
  'thread.message.deleted': OpenAI.Beta.Threads.MessageDeleted;
  'thread.run': OpenAI.Beta.Threads.Run;
  'thread.run.step': OpenAI.Beta.Threads.Runs.RunStep;
  file: OpenAI.FileObject;
  'file.deleted': OpenAI.FileDeleted;
  vector_store: OpenAI.VectorStore;
  'vector_store.deleted': OpenAI.VectorStoreDeleted;
  'vector_store.file': OpenAI.VectorStores.VectorStoreFile;
  'vector_store.file.deleted': OpenAI.VectorStores.VectorStoreFileDeleted;
  'vector_store.files_batch': OpenAI.VectorStores.VectorStoreFileBatch;
  'vector_store.search_result': OpenAI.VectorStoreSearchResponse;
  'vector_store.file_content': OpenAI.VectorStores.FileContentResponse;
  model: OpenAI.Model;
  /** An event of a stream: its name and its data. */
  event: OpenAI.Beta.AssistantStreamEvent;
}
