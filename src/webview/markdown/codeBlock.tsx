import { useMemo } from 'preact/hooks';
import { useHost } from '../shared/host.ts';
import { CopyButton } from './copyButton.tsx';
import { highlight } from './highlight.ts';

/** Code with its language and what one does with code: copy it, open it in an editor. */
export function CodeBlock({ code, language }: { code: string; language: string }) {
  const { send } = useHost();
  const html = useMemo(() => highlight(code, language), [code, language]);
  return (
    <figure class="code">
      <figcaption>
        <span>{language}</span>
        <CopyButton text={code} />
        <button onClick={() => send('openCode', { code, language })}>Open</button>
      </figcaption>
      <pre tabIndex={0} aria-label={`Code, ${language || 'plain text'}`}>
        <code dangerouslySetInnerHTML={{ __html: html }} />
      </pre>
    </figure>
  );
}
