import { answerFloodSuite } from './support/answerFloods.ts';

answerFloodSuite('an answer without an end', [
  { model: 'one-delta', status: 'failed', says: /sent more than 16 MB in one piece, so that it was stopped/ },
  { model: 'deltas', status: 'incomplete', says: /wrote more than 2 million characters in one answer.*what had come is kept/, keeps: true },
]);
