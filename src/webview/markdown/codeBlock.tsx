import { t } from '@vscode/l10n';
import { Fragment } from 'preact';
import { useMemo } from 'preact/hooks';
import { CodeTools } from './codeTools.tsx';
import { colours, createColouring, uncoloured, type Stretch } from './colouring.ts';
import { CopyButton } from './copyButton.tsx';
import { Grown } from './grown.tsx';
import { useLazy } from '../shared/lazy.ts';
import { tellMenu } from '../shared/menuContext.ts';

/** Code with its language and what one does with code: copy it, open it in an editor. */
export function CodeBlock({ code, language }: { code: string; language: string }) {
  return (
    <figure class="code" onContextMenu={tellMenu(() => ({ docentCode: true, code, language }))}>
      <figcaption>
        <span>{language}</span>
        <CopyButton text={code} />
        <CodeTools code={code} language={language} />
      </figcaption>
      <CodeText code={code} language={language} />
    </figure>
  );
}

/** The coloured code alone. */
export function CodeText({ code, language }: { code: string; language: string }) {
  const colour = useLazy(colours) ?? uncoloured;
  const colouring = useMemo(() => createColouring(language, colour), [language, colour]);
  const stretches = useMemo(() => colouring.stretches(code), [colouring, code]);
  return (
    <pre tabIndex={0} dir="ltr" aria-label={language ? t('Code, {0}', language) : t('Code, plain text')}>
      <code>{stretches.map(drawn)}</code>
    </pre>
  );
}

const LINES = { class: 'lines' };

// Each in a block of its own: the browser then lays out only the one that grows.
const drawn = (stretch: Stretch, index: number) => (
  <Fragment key={index}>
    {index > 0 && '\n'}
    <Grown tag="span" attributes={LINES} pieces={stretch} nodesOf={highlightedNodes} />
  </Fragment>
);

/** The highlighter writes nothing but text and spans. */
function highlightedNodes(html: readonly string[]): readonly (readonly ChildNode[])[] {
  return html.map((piece) => {
    const template = document.createElement('template');
    template.innerHTML = piece;
    return [...template.content.childNodes];
  });
}
