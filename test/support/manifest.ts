import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from '../../scripts/paths.ts';

/** What stands in package.json for the text of a key. */
export const PLACE = /^%([\w.]+)%$/;

/** package.json as VS Code reads it, with the texts of one language. */
export function manifestIn(texts: string): unknown {
  const known = read(texts) as Readonly<Record<string, string>>;
  return JSON.parse(JSON.stringify(read('package.json')), (_name, value: unknown) => {
    const key = typeof value === 'string' ? PLACE.exec(value)?.[1] : undefined;
    return key === undefined ? value : known[key];
  });
}

function read(file: string): unknown {
  return JSON.parse(readFileSync(path.join(ROOT, file), 'utf8'));
}
