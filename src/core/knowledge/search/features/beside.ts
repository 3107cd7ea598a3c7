/** Programs, by the end of a file's name. */
const CODE =
  /\.(?:[cm]?[jt]sx?|py[iwx]?|go|rs|java|kts?|scala|groovy|c|cc|cpp|cxx|cu|h|hh|hpp|hxx|m|mm|rb|rake|cs|fs|vb|php|vue|svelte|astro|swift|dart|sh|bash|zsh|fish|ps[dm]?1|bat|lua|pl|pm|r|jl|exs?|erl|clj[cs]?|hs|elm|mli?|lisp|el|scm|rkt|sql|y|l|nim|zig|sol|f\d*|f[op]r|pas|ad[bs]|asm|s|vhdl?|sv|v|proto|graphql|tf)$/i;
/** Tests by the name of the file or a folder. */
const TEST = /(?:^|[/._-])(?:[Tt]ests?|[Ss]pecs?|__tests__|e2e)(?:[/._-]|$)|[a-z\d](?:Tests?|Specs?)(?:[./]|$)/;

/** What lies beside a project's own code and documents, by its path: its words are those of all questions, its answers those of few. */
export interface Beside {
  /** Which files: `other` are all but programs. */
  readonly of: 'code' | 'other' | 'any';
  readonly path: RegExp;
  /** How far such a file stands back. */
  readonly by: number;
  /** Words of questions that mean just such files. */
  readonly meant: RegExp;
}

const TESTS: Beside = { of: 'code', path: TEST, by: 0.2, meant: /^(?:tests?|tested|testing|specs?)$/ };

/** The first that fits counts. */
const BESIDE: readonly Beside[] = [
  // Licences, and who has made it.
  {
    of: 'other',
    path: /(?:^|\/)(?:licen[cs]es?|copying|notices?|authors|contributors|code[-_]of[-_]conduct|unlicense)(?:[-_.][^/]*)?$/i,
    by: 1,
    meant: /^(?:licen[cs]\w*|copyright|authors?|contributors?|conduct|notices?)$/,
  },
  // What changed from release to release.
  {
    of: 'other',
    path: /(?:^|\/)(?:changes|change[-_]?logs?|news|history|releases|release[-_]?notes?)(?:(?:[-_.][^/]*)?$|\/)/i,
    by: 1,
    meant: /^(?:changelogs?|changes|changed|releas\w*|history|news|versions?|since|deprecat\w*)$/,
  },
  // The same sentences in many languages; documents in English are most often those of which others are translations.
  {
    of: 'other',
    path: /(?:^|\/)(?:(?:locales?|translations?|lang|i18n|l10n)\/|values-[a-z]{2,3}(?:-r[A-Z]{2})?\/|(?!en)[a-z]{2}[-_][A-Z]{2}\/|[\w-]+\.lproj\/|(?:README|readme)[._-](?!en)[a-z]{2}\.)|[._-][a-z]{2}[-_][A-Z]{2}\.\w+$|\.(?:pot?|xliff?|arb)$/,
    by: 1,
    meant: /^(?:translat\w*|locali[sz]\w*|locales?|languages?|i18n|l10n)$/,
  },
  // What others have written.
  {
    of: 'any',
    path: /(?:^|\/)(?:vendor|vendored|third[-_]?party|3rdparty|externals?|extern|node_modules|bower_components|g(?:oogle)?test|gmock)\//i,
    by: 1,
    meant: /^(?:vendor\w*|third|party|dependenc\w*|librar\w*)$/,
  },
  // What tests read, and compare with.
  { of: 'any', path: /(?:^|\/)(?:(?:__)?fixtures?(?:__)?|test[-_]?data|__snapshots__|snapshots|goldens?)\//i, by: 1, meant: /^(?:fixtures?|tests?|snapshots?|samples?)$/ },
  { of: 'other', path: /(?:^|\/)(?:tests?|__tests__|e2e)\/(?!(?:.*\/)?readme[^/]*$)/i, by: 1, meant: /^(?:fixtures?|tests?|snapshots?|samples?)$/ },
  // Settings of tools.
  { of: 'any', path: /(?:^|\/)\.[^/]/, by: 0.5, meant: /^(?:git\w*|ci|cd|workflows?|pipelines?|actions?|builds?|lint\w*|editor|devcontainer|templates?)$/ },
  // Documents of older versions beside those of the newest.
  { of: 'any', path: /(?:^|\/)v?\d{1,2}\.(?:\d+|x)(?:\.(?:\d+|x))*(?:[-_][^/]*)?\//, by: 0.7, meant: /^(?:versions?|old|older|v?\d+)$/ },
  TESTS,
  { of: 'other', path: /\.(?:css|s[ac]ss|less|styl)$/i, by: 0.2, meant: /^(?:css|s[ac]ss|less|styl\w*)$/ },
  // Settings, data: neither programs nor documents nor tables.
  { of: 'other', path: /^(?!.*\.(?:md|mdx|markdown|rst|adoc|org|tex|txt|x?html?|pdf|do[ct][xm]|p[po][tst][xm]|xl[st][xm]|o[dt][tps]|epub|rtf|eml|mbox|ipynb|[ct]sv)$)/i, by: 0.5, meant: /^(?:json|ya?ml|toml|xml|ini|makefile|docker\w*|compose|manifest|dependenc\w*)$/ },
];

/** What a file is beside the others; null for a project's own code and documents. */
export function besideOf(path: string): Beside | null {
  const isCode = CODE.test(path);
  return BESIDE.find(({ of, path: pattern }) => (of === 'any' || (of === 'code') === isCode) && pattern.test(path)) ?? null;
}

export interface Standing {
  /** How far a file stands back, 0 to 1: not at all where the question means it. */
  back(beside: Beside | null): number;
  /** Whether the question speaks of tests, and this is one. */
  isWantedTest(path: string): boolean;
}

/** Where files stand before a question. @param words its words, in lower case */
export function standing(words: readonly string[]): Standing {
  const meant = new Set(BESIDE.filter(({ meant: word }) => words.some((each) => word.test(each))));
  return {
    back: (beside) => (beside === null || meant.has(beside) ? 0 : beside.by),
    isWantedTest: (path) => meant.has(TESTS) && TEST.test(path),
  };
}
