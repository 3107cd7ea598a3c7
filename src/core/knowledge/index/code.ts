import { posix } from 'node:path';
import { counted, stemsOfName } from './stems.ts';

/** Names that are defined: behind a keyword, or at the head of a method. Misses some, finds some that are none: only many of them tell anything. */
const DEFINITION =
  /\b(?:class|interface|enum|function|def|type|const|let|var|struct|trait|fn|func|namespace|module|abstract|async)\s+([A-Za-z_$][\w$]*)|^\s+(?:(?:public|private|protected|static|readonly|async|override|get|set)\s+)*([A-Za-z_$][\w$]*)\s*\([^;\n]*\)\s*(?::\s*[^={\n]+)?\{/gm;
const NO_NAME = /^(if|for|while|switch|catch|return)$/;
/** What is looked for is its quote, which is rarer than letters: half of the time. */
const IMPORT = /(?<=(?:from|import|require\()\s*)['"](\.[^'"\n]+)['"]/g;
const PYTHON_IMPORT = /^[ \t]*(?:from[ \t]+([\w.]+)[ \t]+import|import[ \t]+([\w.]+))/gm;
const EXTENSION = /\.(?:tsx?|mjs|cjs|jsx?|py)$/;

/** The stems of the names that a text defines, and how often each occurs in them. */
export function definedNames(text: string): ReadonlyMap<string, number> {
  const found: string[] = [];
  DEFINITION.lastIndex = 0;
  for (let match = DEFINITION.exec(text); match !== null; match = DEFINITION.exec(text)) {
    const name = match[1] ?? match[2] ?? '';
    if (!NO_NAME.test(name)) found.push(...stemsOfName(name));
  }
  return counted(found);
}

/** What other files import a file by: its path without extension; a folder's for the file that stands for it. */
export function moduleOf(path: string): string {
  return path.replace(/\.d(?=\.ts$)/, '').replace(EXTENSION, '').replace(/\/(?:index|__init__)$/, '');
}

/** The modules that a file imports, as {@link moduleOf} calls them, whether they are there or not: relative ones of JavaScript, and Python's. */
export function importedModules(path: string, text: string): ReadonlySet<string> {
  const found = new Set<string>();
  for (const [, from = ''] of text.matchAll(IMPORT)) found.add(moduleOf(posix.join(posix.dirname(path), from).replace(/\/$/, '')));
  if (!path.endsWith('.py')) return found;
  for (const [, from, plain] of text.matchAll(PYTHON_IMPORT)) {
    const module = (from ?? plain ?? '').replaceAll('.', '/');
    found.add(module).add(`src/${module}`);
  }
  return found;
}
