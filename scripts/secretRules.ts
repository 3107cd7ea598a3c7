// node scripts/secretRules.ts: makes gitleaks' rules, as src/core/text/secrets/gitleaks/gitleaks.toml has them, into the rules.json beside it. Take a
// newer version of the rules by putting its config/gitleaks.toml there, and its number into the package.json.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from './paths.ts';
import { convert } from './secrets/convert.ts';

const FOLDER = path.join(ROOT, 'src', 'core', 'text', 'secrets', 'gitleaks');

const { harmless, rules } = convert(readFileSync(path.join(FOLDER, 'gitleaks.toml'), 'utf8'));
const lines = (values: readonly object[]) => values.map((value) => `    ${JSON.stringify(value)}`).join(',\n');
writeFileSync(path.join(FOLDER, 'rules.json'), `{\n  "harmless": [\n${lines(harmless)}\n  ],\n  "rules": [\n${lines(rules)}\n  ]\n}\n`);
console.log(`${rules.length} rules`);
