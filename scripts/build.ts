import { runNode } from './runNode.ts';

/** 1 s as a rule. */
const LIMIT_MS = 120_000;

/** Builds Docent into dist/. */
export async function build(kind: 'development' | 'production' = 'development'): Promise<void> {
  const { problem, text } = await runNode(['esbuild.js', `--${kind}`], { output: 'gathered', limit: LIMIT_MS });
  if (problem) throw new Error(`Docent could not be built:\n${text}`);
}
