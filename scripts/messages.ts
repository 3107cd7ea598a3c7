// node scripts/messages.ts: collects what t() says in src/ into l10n/bundle.l10n.json, which translators start from. Each language's file gets
// what is new, in English until somebody translates it, and loses what is said no more.
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { messagesOf } from './messages/collect.ts';
import { ROOT } from './paths.ts';

const FOLDER = path.join(ROOT, 'l10n');
const messages = [...messagesOf(path.join(ROOT, 'src'))].sort();

function write(file: string, textOf: (message: string) => string): void {
  const texts = messages.map((message) => [message, textOf(message)] as const);
  writeFileSync(path.join(FOLDER, file), `${JSON.stringify(Object.fromEntries(texts), null, 2)}\n`);
}

write('bundle.l10n.json', (message) => message);
for (const file of globSync('bundle.l10n.*.json', { cwd: FOLDER }).filter((name) => name !== 'bundle.l10n.json')) {
  const known = JSON.parse(readFileSync(path.join(FOLDER, file), 'utf8')) as Readonly<Record<string, string>>;
  write(file, (message) => known[message] ?? message);
}
console.log(`${messages.length} messages`);
