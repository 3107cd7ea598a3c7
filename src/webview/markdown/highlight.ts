import type { HighlightResult, Mode } from 'highlight.js';
import hljs from 'highlight.js/lib/core';
import bash from 'highlight.js/lib/languages/bash';
import c from 'highlight.js/lib/languages/c';
import cpp from 'highlight.js/lib/languages/cpp';
import csharp from 'highlight.js/lib/languages/csharp';
import css from 'highlight.js/lib/languages/css';
import diff from 'highlight.js/lib/languages/diff';
import go from 'highlight.js/lib/languages/go';
import ini from 'highlight.js/lib/languages/ini';
import java from 'highlight.js/lib/languages/java';
import javascript from 'highlight.js/lib/languages/javascript';
import json from 'highlight.js/lib/languages/json';
import kotlin from 'highlight.js/lib/languages/kotlin';
import markdown from 'highlight.js/lib/languages/markdown';
import php from 'highlight.js/lib/languages/php';
import python from 'highlight.js/lib/languages/python';
import ruby from 'highlight.js/lib/languages/ruby';
import rust from 'highlight.js/lib/languages/rust';
import sql from 'highlight.js/lib/languages/sql';
import swift from 'highlight.js/lib/languages/swift';
import typescript from 'highlight.js/lib/languages/typescript';
import xml from 'highlight.js/lib/languages/xml';
import yaml from 'highlight.js/lib/languages/yaml';
import type { Coloured } from './coloured.ts';
import { escapeHtml } from './escape.ts';

const languages = {
  bash,
  c,
  cpp,
  csharp,
  css,
  diff,
  go,
  ini,
  java,
  javascript,
  json,
  kotlin,
  markdown,
  php,
  python,
  ruby,
  rust,
  sql,
  swift,
  typescript,
  xml,
  yaml,
};
for (const [name, language] of Object.entries(languages)) hljs.registerLanguage(name, language);
// VS Code's names for what highlight.js calls otherwise.
hljs.registerAliases(['shellscript'], { languageName: 'bash' });
hljs.registerAliases(['typescriptreact'], { languageName: 'typescript' });
hljs.registerAliases(['javascriptreact'], { languageName: 'javascript' });
hljs.registerAliases(['vue', 'svelte'], { languageName: 'xml' });

/** Code as safe HTML, coloured where its language is known. */
export function coloured(code: string, language: string): Coloured {
  if (!hljs.getLanguage(language)) return { html: escapeHtml(code), within: '' };
  const { value, _top } = hljs.highlight(code, { language, ignoreIllegals: true });
  return { html: value, within: withinOf(_top) };
}

/** A name for the modes that are open, outermost last; the language itself is none. */
function withinOf(top: HighlightResult['_top']): string {
  const names: string[] = [];
  for (let mode: (Mode & { parent?: Mode }) | undefined = top; mode?.parent; mode = mode.parent) {
    names.push(`${mode.scope ?? ''} ${String(mode.begin ?? '')} ${String(mode.end ?? '')}`);
  }
  return names.join('\n');
}
