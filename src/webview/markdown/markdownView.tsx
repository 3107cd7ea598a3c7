import DOMPurify from 'dompurify';
import { useMemo } from 'preact/hooks';
import type { Annotation } from '../../core/types/item.ts';
import { linkedAction } from '../../protocol/actions.ts';
import { useHost } from '../shared/host.ts';
import { CodeBlock } from './codeBlock.tsx';
import { renderMarkdown } from './markdown.ts';

const NONE: readonly Annotation[] = [];

export function Markdown({ text, annotations = NONE }: { text: string; annotations?: readonly Annotation[] }) {
  const { send } = useHost();
  const blocks = useMemo(() => renderMarkdown(text, annotations), [text, annotations]);

  /** The HTML has no handlers of its own: what its buttons mean is read off them here. */
  function onClick(event: MouseEvent): void {
    const button = event.target instanceof Element ? event.target.closest<HTMLElement>('button') : null;
    const citation = annotations[Number(button?.dataset['citation'] ?? NaN)]?.citation;
    const action = linkedAction(`docent:${button?.dataset['action'] ?? ''}`);
    if (citation) void send('openCitation', citation);
    else if (action) void send('act', action);
  }

  return (
    <div class="markdown" onClick={onClick}>
      {blocks.map((block, index) =>
        block.type === 'code' ? (
          <CodeBlock key={index} code={block.code} language={block.language} />
        ) : (
          <Sanitised key={index} html={block.html} />
        ),
      )}
    </div>
  );
}

/** Rich output of code: untrusted HTML, which must not look like ours either. */
export function Html({ html }: { html: string }) {
  return (
    <div class="markdown scroll" tabIndex={0} role="group" aria-label="Output">
      <Sanitised html={html} foreign />
    </div>
  );
}

const FORBIDDEN_TAGS = ['style', 'form', 'input', 'img'];
const FORBIDDEN_ATTRIBUTES = ['style', 'id', 'name'];

function Sanitised({ html, foreign = false }: { html: string; foreign?: boolean }) {
  const safe = useMemo(
    () =>
      DOMPurify.sanitize(html, {
        USE_PROFILES: { html: true },
        FORBID_TAGS: [...FORBIDDEN_TAGS, ...(foreign ? ['button', 'select', 'textarea', 'dialog'] : [])],
        FORBID_ATTR: [...FORBIDDEN_ATTRIBUTES, ...(foreign ? ['class'] : [])],
      }),
    [html, foreign],
  );
  return <div dangerouslySetInnerHTML={{ __html: safe }} />;
}
