// node scripts/messages.ts: collects what t() says in src/ into l10n/bundle.l10n.json, which translators start from.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { messagesOf } from './messages/collect.ts';
import { ROOT } from './paths.ts';

const messages = [...messagesOf(path.join(ROOT, 'src'))].sort();
writeFileSync(path.join(ROOT, 'l10n', 'bundle.l10n.json'), `${JSON.stringify(Object.fromEntries(messages.map((message) => [message, message])), null, 2)}\n`);
console.log(`${messages.length} messages`);
