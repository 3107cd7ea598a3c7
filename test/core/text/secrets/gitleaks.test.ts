import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'smol-toml';
import { ROOT } from '../../../../scripts/paths.ts';
import { convert } from '../../../../scripts/secrets/convert.ts';
import { fromGo } from '../../../../scripts/secrets/goPattern.ts';
import { secretsIn } from '../../../../src/core/text/secrets/secrets.ts';
import { entropy } from '../../../../src/core/text/secrets/random.ts';
import { RULES } from '../../../../src/core/text/secrets/rules.ts';
import { sampler, seeded, type Sample } from './sample.ts';

const FOLDER = path.join(ROOT, 'src', 'core', 'text', 'secrets', 'gitleaks');
const TOML = readFileSync(path.join(FOLDER, 'gitleaks.toml'), 'utf8');

interface GoRule {
  readonly id: string;
  readonly regex?: string;
  readonly keywords?: readonly string[];
  readonly entropy?: number;
}
const GO_RULES = (parse(TOML) as unknown as { readonly rules: readonly GoRule[] }).rules;

/** Files of the kinds that some rules are for. */
const FILES: Readonly<Record<string, string>> = { 'hashicorp-tf-password': 'infra/main.tf' };
const SAMPLES = 20;
const TRIES = 5_000;

/** A secret as gitleaks would find it: of the rule's expression, its entropy, and with a keyword somewhere in the text. */
function samples({ id, regex = '', keywords = [], entropy: least = 0 }: GoRule): readonly Sample[] {
  const { pattern, ignoreCase } = fromGo(regex);
  const matches = new RegExp(pattern, ignoreCase ? 'i' : '');
  const make = sampler(regex, seeded(id.length * 7919));
  const made: Sample[] = [];
  for (let times = 0; times < TRIES && made.length < SAMPLES; times++) {
    const { text } = make();
    const match = matches.exec(text);
    const secret = match?.slice(1).find((group) => group !== undefined && group !== '') ?? match?.[0] ?? '';
    const hasKeyword = keywords.some((keyword) => text.toLowerCase().includes(keyword.toLowerCase()));
    if (match && entropy(secret) > least) made.push({ text: hasKeyword ? text : `${keywords[0] ?? ''}\n${text}`, secret });
  }
  return made;
}

suite('gitleaks’ rules', () => {
  test('are what the script makes of the file as it is kept', () => {
    assert.deepEqual(JSON.parse(readFileSync(path.join(FOLDER, 'rules.json'), 'utf8')), JSON.parse(JSON.stringify(convert(TOML))));
  });

  test('are held by at least 95 % of what they find, made from their own expressions', () => {
    const missed: string[] = [];
    const rules = GO_RULES.filter(({ regex }) => regex !== undefined);
    for (const rule of rules) {
      const made = samples(rule);
      const found = made.filter(({ text, secret }) => {
        const start = text.lastIndexOf(secret);
        const end = start + secret.replace(/\.+$/, '').length;
        return secretsIn(text, FILES[rule.id] ?? null).some((finding) => finding.start <= start && finding.end >= end);
      });
      assert.ok(made.length > 0, `no sample of ${rule.id}`);
      if (found.length < made.length * 0.95) missed.push(`${rule.id} ${found.length} of ${made.length}`);
    }
    assert.ok(rules.length > 200, `${rules.length} rules`);
    assert.ok(missed.length <= rules.length * 0.05, missed.join(', '));
  });

  test('that are for some files are taken for these alone', () => {
    const text = ['administrator_login_', 'password = "correct-horse-staple"'].join('');
    assert.deepEqual(secretsIn(text, 'infra/main.tf').map(({ rule }) => rule), ['hashicorp-tf-password']);
    for (const place of ['infra/words.md', null]) assert.deepEqual(secretsIn(text, place), []);
  });

  test('compile wherever Docent runs: no flag for a part, which Node.js 22 refuses', () => {
    for (const { id, pattern, harmless = [] } of RULES) {
      for (const each of [pattern, ...harmless.flatMap(({ patterns }) => patterns.map((expression) => expression.pattern))]) {
        assert.ok(!/\(\?[a-z]*-?[a-z]+[:)]|\(\?P|\\z|\[\[:/.test(each), `${id}: ${each}`);
      }
    }
  });
});

suite('fromGo', () => {
  const js = (source: string) => {
    const { pattern, ignoreCase } = fromGo(source);
    return new RegExp(`^(?:${pattern})$`, ignoreCase ? 'i' : '');
  };
  const cases: readonly (readonly [string, readonly string[], readonly string[]])[] = [
    ['(?i)abc[x-z]', ['ABCX', 'abcy'], ['abcw']],
    ['ab(?i)cd(?-i:E)[f-h_]', ['abCDEG', 'abcdE_'], ['ABcdEf', 'abcdef']],
    ['(?:a(?i)b)c', ['aBc', 'abc'], ['abC', 'ABc']],
    ['a(?i:b[c-e9])f', ['aBEf', 'ab9f'], ['abcF']],
    ['a.(?s:.)b', ['axxb', 'ax\nb', 'a\r\nb'], ['a\nxb']],
    ['[^]]+\\z', ['abc'], ['a]']],
    ['[]a-]{2}', [']-', 'a]'], ['b-']],
    ['(?i:[-a])', ['A', '-', 'a'], ['B', '.']],
    ['\\x60(?P<name>x)', ['`x'], ['x']],
    ['a{2}{', ['aa{'], ['aa']],
  ];
  for (const [source, matching, others] of cases) {
    test(`${source} means in JavaScript what it means in Go`, () => {
      for (const text of matching) assert.match(text, js(source));
      for (const text of others) assert.doesNotMatch(text, js(source));
    });
  }

  test('a group that is repeated or named captures nothing', () => assert.deepEqual([...(/^/.exec('') && 'xabab1'.match(new RegExp(fromGo('(?P<n>x)(ab){2}(\\d)').pattern)) || [])], ['xabab1', '1']));
});
