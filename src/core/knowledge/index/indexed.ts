import type { Chunk } from './chunk.ts';
import { definedNames, importedModules, moduleOf } from './code.ts';
import { writtenNames } from './writtenNames.ts';

/** A file's text, with what is made of it before it is written. */
export interface Indexed {
  readonly chunks: readonly Chunk[];
  readonly code: Code;
}

/** What a file defines and imports. */
export interface Code {
  /** What others import it by. */
  readonly module: string;
  /** As `writtenNames` has them. */
  readonly names: string;
  readonly imports: readonly string[];
}

/** @param shown the file's path as the user sees it */
export function indexed(shown: string, chunks: readonly Chunk[]): Indexed {
  const text = chunks.map(({ text, overlap }) => text.slice(overlap)).join('\n');
  return { chunks, code: codeOf(shown, text) };
}

/** What a file's text tells of it as code: its module, the names that it defines, the modules that it imports. @param shown its path as people see it */
export function codeOf(shown: string, text: string): Code {
  return { module: moduleOf(shown), names: writtenNames(definedNames(text)), imports: [...importedModules(shown, text)] };
}

/** How much there is to write, in characters. */
export function indexedLength(text: Indexed | null): number {
  return (text?.chunks ?? []).reduce((sum, each) => sum + each.text.length, 0);
}
