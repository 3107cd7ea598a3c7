import { t } from '@vscode/l10n';
import { failing, type Line } from '../../openai/exchange.ts';
import { at, list, rootOf } from '../../openai/probe.ts';
import type { Embedded } from '../../types/embedder.ts';
import { DocentError } from '../../types/errors.ts';

/** Asks a server once. @param model its name for it */
export type AskVectors = (line: Line, model: string, texts: readonly string[], signal: AbortSignal) => Promise<Embedded>;

/** By OpenAI's API. No encoding is asked for: many servers refuse what they don't know, and all answer with numbers by themselves. */
export const byOpenAI: AskVectors = async ({ client, address }, model, texts, signal) => {
  const answer: unknown = await client.post('/embeddings', { body: { model, input: texts }, signal });
  const entries = list(at(answer, 'data')) ?? [];
  const ordered = entries.map((entry, place) => ({ place: Number(at(entry, 'index') ?? place), vector: at(entry, 'embedding') })).toSorted((a, b) => a.place - b.place);
  return embedded(address, ordered.map(({ vector }) => vector), texts.length, at(answer, 'usage', 'prompt_tokens'));
};

/** By Ollama's own API, which cuts by itself what is longer than the model reads. */
export const byOllama: AskVectors = async ({ client, address }, model, texts, signal) => {
  const response = await client.post(`${rootOf(address)}/api/embed`, { body: { model, input: texts, truncate: true }, signal }).asResponse();
  const answer: unknown = await response.json();
  if (at(answer, 'error') !== undefined) throw (await failing(response))(answer);
  return embedded(address, list(at(answer, 'embeddings')) ?? [], texts.length, at(answer, 'prompt_eval_count'));
};

function embedded(address: string, rows: readonly unknown[], expected: number, tokens: unknown): Embedded {
  const vectors = rows.flatMap((row) => (isVector(row) ? [Float32Array.from(row)] : []));
  if (vectors.length !== expected || vectors.some(({ length }) => length !== vectors[0]?.length)) {
    throw new DocentError('model_bad_answer', t('{0} sent no vector for some of the texts; try again, or choose another embedding model.', address), 'retry');
  }
  return { vectors, tokens: typeof tokens === 'number' ? tokens : null };
}

function isVector(row: unknown): row is readonly number[] {
  return Array.isArray(row) && row.length > 0 && row.every((value) => typeof value === 'number' && Number.isFinite(value));
}
