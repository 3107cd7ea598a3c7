import { parsedJson } from '../../core/text/json.ts';
import { badRequest } from '../errors.ts';

const HEAD = 'What was said so far, in short:';

/** A summary as clients keep it. It hides nothing from them: it is theirs. */
export function compacted(summary: string): string {
  return Buffer.from(JSON.stringify({ summary })).toString('base64');
}

/** What a model is told of it. @throws ApiError where it is another server's */
export function summaryOf(content: string, param: string): string {
  const value = parsedJson(Buffer.from(content, 'base64').toString());
  const summary = typeof value === 'object' && value !== null && 'summary' in value ? value.summary : null;
  if (typeof summary === 'string') return `${HEAD}\n\n${summary}`;
  const where = `${param}.encrypted_content`;
  throw badRequest(`Invalid '${where}': this compaction was not made here, and nobody here can read it.`, { param: where, code: 'invalid_encrypted_content' });
}
