import { parse } from 'smol-toml';
import { z } from 'zod';
import type { Expression, Harmless, Rule } from '../../src/core/text/secrets/rule.ts';
import { fromGo } from './goPattern.ts';

/** Rules as a file of gitleaks' has them. */
const ALLOWLIST = z.object({
  regexes: z.array(z.string()).default([]),
  stopwords: z.array(z.string()).default([]),
  paths: z.array(z.string()).default([]),
  regexTarget: z.enum(['secret', 'match', 'line']).default('secret'),
});
const CONFIG = z.object({
  allowlist: ALLOWLIST,
  rules: z.array(
    z.object({
      id: z.string(),
      regex: z.string().optional(),
      keywords: z.array(z.string()).default([]),
      entropy: z.number().default(0),
      path: z.string().optional(),
      allowlists: z.array(ALLOWLIST).default([]),
    }),
  ),
});

/** The rules of a file, and what is harmless whatever its rule. */
export interface RuleSet {
  readonly harmless: readonly Harmless[];
  readonly rules: readonly Rule[];
}

/** How most of gitleaks' expressions begin, with any name that the keyword stands in; without it the same is found, and sooner. */
const NAME = String.raw`[\w.-]{0,50}?`;
/** What may stand after a value in code, as most end. */
const END = String.raw`(?:[\x60'"\s;]|\\[nr]|$)`;
/** A secret ends in prose and in brackets, too. */
const ANY_END = String.raw`(?![\w+/=-])`;
/** Between `curl` and its option: lines to be tried one by one, which takes far longer in JavaScript than in Go. The next `curl` ends them. */
const GAPS = [String.raw`(?:.*?|.*?(?:[\r\n]{1,2}.*?){1,5})`, String.raw`(?:.*|.*(?:[\r\n]{1,2}.*){1,5})`];
const GAP = String.raw`(?:(?!\bcurl\b)[\s\S]){0,500}?`;
/** Found by privateKeys.ts, also where their end is cut off; and what has no text, but a name. */
const NOT_TAKEN = ['private-key', 'pkcs12-file'];
/** What these look like tells enough without the name of a file. */
const IN_ANY_FILE = ['kubernetes-secret-yaml', 'nuget-config-password', 'freemius-secret-key'];
/** The value after a bare `key` is more often an id; where a name tells that it is a token, assignments.ts knows it. */
const UUID: Harmless = { of: 'secret', patterns: [{ pattern: '^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$', ignoreCase: true }], words: [] };

/** What a file in gitleaks' format says, as Docent reads it. @throws ZodError where it is no such file */
export function convert(toml: string): RuleSet {
  const config = CONFIG.parse(parse(toml));
  const rules = config.rules.flatMap(({ id, regex, keywords, entropy, path, allowlists }) => {
    if (regex === undefined || NOT_TAKEN.includes(id)) return [];
    const harmless = [...allowlists.flatMap(toHarmless), ...(id === 'generic-api-key' ? [UUID] : [])];
    const rule: Rule = {
      id,
      keywords: keywords.map((keyword) => keyword.toLowerCase()),
      ...expression(loose(regex)),
      ...(entropy > 0 && { entropy }),
      ...(path !== undefined && !IN_ANY_FILE.includes(id) && { path: expression(path).pattern }),
      ...(harmless.length > 0 && { harmless }),
    };
    return [rule];
  });
  return { harmless: toHarmless(config.allowlist), rules };
}

function loose(regex: string): string {
  const ended = regex.endsWith(END) ? regex.slice(0, -END.length) + ANY_END : regex;
  return [NAME, ...GAPS].reduce((text, part) => text.replaceAll(part, part === NAME ? '' : GAP), ended);
}

/** Allowances for whole files are left out: in an index each file is read. */
function toHarmless({ regexes, stopwords, paths, regexTarget }: z.infer<typeof ALLOWLIST>): Harmless[] {
  if (regexes.length + stopwords.length === 0 || (paths.length > 0 && regexTarget !== 'secret')) return [];
  return [{ of: regexTarget, patterns: regexes.map(expression), words: stopwords.map((word) => word.toLowerCase()) }];
}

function expression(regex: string): Expression {
  const { pattern, ignoreCase } = fromGo(regex);
  return ignoreCase ? { pattern, ignoreCase } : { pattern };
}
