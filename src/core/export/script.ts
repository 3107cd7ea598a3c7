import { t } from '@vscode/l10n';
import { withLocalPaths } from './paths.ts';
import { about, docentsCode, type Exported } from './notebook.ts';
import { chapters, dataFilesOf } from './story.ts';

/** What code of notebooks takes for granted. */
const DISPLAY = `try:
    from IPython.display import display
except ImportError:
    display = print
`;

/** A thread as a Python script in cells (\`# %%\`), which runs from beginning to end with any Python that has its libraries. */
export function toScript(exported: Exported): string {
  const files = dataFilesOf(exported.items);
  const parts = chapters(exported.items).map((chapter) => {
    if (chapter.kind !== 'code') return `# %% [markdown]\n${commented(chapter.text)}`;
    const code = withLocalPaths(chapter.call.code, exported.folder, files);
    if (chapter.isDocents) return `# %%\n${docentsCode(code)}`;
    const failure = chapter.call.outputs.find(({ type }) => type === 'exception');
    // The rest would not be reached.
    if (failure?.type === 'exception' || chapter.call.error) return `# %%\n# ${failure?.type === 'exception' ? t('Left out, since it ended with {0}:', failure.name) : t('Left out, since it ended with an error:')}\n${commented(code)}`;
    return `# %%\n${plainPython(code)}`;
  });
  const needsDisplay = parts.some((part) => /^(?!#).*\bdisplay\(/m.test(part));
  return `${[`# %% [markdown]\n${commented(about(exported))}`, ...(needsDisplay ? [`# %%\n${DISPLAY}`] : []), ...parts].join('\n\n')}\n`;
}

function commented(text: string): string {
  return text.replace(/^/gm, '# ').replace(/^# $/gm, '#');
}

/** Lines that notebooks alone know become comments. */
function plainPython(code: string): string {
  if (/^\s*%%(?!time)/.test(code)) return commented(code);
  return code.replace(/^([ \t]*)(?:([A-Za-z_]\w*)\s*=\s*)?([%!].*)$/gm, (_line, indent: string, name: string | undefined, rest: string) =>
    name ? `${indent}${name} = []  # ${rest}` : `${indent}pass  # ${rest}`,
  );
}
