import { answerFloodSuite } from './support/answerFloods.ts';

const WRITTEN = /wrote more than 2 million characters/;
const SENT = /sent more than/;

answerFloodSuite('an answer without an end, in any of its parts', [
  { model: 'one-document', status: 'failed', says: SENT },
  { model: 'small-deltas', status: 'incomplete', says: WRITTEN, keeps: true },
  { model: 'thoughts', status: 'incomplete', says: WRITTEN },
  { model: 'thoughts-in-tags', status: 'incomplete', says: WRITTEN },
  { model: 'arguments', status: 'incomplete', says: /wrote more than 400,000 characters/ },
  { model: 'calls', status: 'incomplete', says: /wrote more than 500 pieces/ },
  { model: 'written-call', status: 'incomplete', says: WRITTEN },
  { model: 'fields', status: 'incomplete', says: /wrote more than 4 MB/ },
  { model: 'comments', status: 'failed', says: SENT },
  { model: 'deep', status: 'failed', says: SENT },
  { model: 'wide', status: 'failed', says: SENT },
  { model: 'error', status: 'failed', says: SENT },
]);
