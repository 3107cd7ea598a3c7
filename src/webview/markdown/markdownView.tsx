import { createContext, h } from 'preact';
import { memo } from 'preact/compat';
import { useContext, useMemo, useRef } from 'preact/hooks';
import type { Annotation } from '../../core/types/item.ts';
import { linkedAction } from '../../protocol/actions.ts';
import { useHost } from '../shared/host.ts';
import { CodeBlock } from './codeBlock.tsx';
import { copyFormulas } from './copy.ts';
import { Grown } from './grown.tsx';
import { inlineNodes } from './inlineNodes.ts';
import { inlinePieces, needsEnv, type Env } from './markdown.ts';
import type { Node } from './node.ts';
import { createReader, type Reader } from './reader.ts';
import { safeHtml } from './sanitise.ts';

const NONE: readonly Annotation[] = [];
const EnvContext = createContext<Env>({ references: {}, annotations: NONE });

export function Markdown({ text, annotations = NONE }: { text: string; annotations?: readonly Annotation[] }) {
  const { send } = useHost();
  const reader = useRef<Reader>(null);
  reader.current ??= createReader();
  const { blocks, env } = useMemo(() => (reader.current ?? createReader()).read(text, annotations), [text, annotations]);

  /** The HTML has no handlers of its own: what its buttons mean is read off them here. */
  function onClick(event: MouseEvent): void {
    const button = event.target instanceof Element ? event.target.closest<HTMLElement>('button') : null;
    const citation = annotations[Number(button?.dataset['citation'] ?? NaN)]?.citation;
    const action = linkedAction(`docent:${button?.dataset['action'] ?? ''}`);
    if (citation) void send('openCitation', citation);
    else if (action) void send('act', action);
  }

  return (
    <div class="markdown" onClick={onClick} onCopy={copyFormulas}>
      <EnvContext.Provider value={env}>{blocks.map(drawn)}</EnvContext.Provider>
    </div>
  );
}

const drawn = (node: Node, index: number) => <NodeView key={index} node={node} />;

const NodeView = memo(function NodeView({ node }: { node: Node }) {
  switch (node.type) {
    case 'code':
      return <CodeBlock code={node.code} language={node.language} />;
    case 'text':
      return <Inline node={node} />;
    case 'definition':
      return null;
    case 'container': {
      const element = h(node.tag, node.attributes, node.children.map(drawn));
      if (node.tag !== 'table') return element;
      return (
        <div class="scroll" tabIndex={0} role="group" aria-label="Table">
          {element}
        </div>
      );
    }
  }
});

function Inline({ node: { tag, attributes, source } }: { node: Extract<Node, { type: 'text' }> }) {
  const env = useContext(EnvContext);
  const pieces = useMemo(() => inlinePieces(source, env), [source, needsEnv(source) ? env : null]);
  // Another element begins empty.
  return <Grown key={tag} tag={tag} attributes={attributes} pieces={pieces} nodesOf={inlineNodes} />;
}

/** Rich output of code: untrusted HTML. */
export function Html({ html }: { html: string }) {
  const safe = useMemo(() => safeHtml(html), [html]);
  return (
    <div class="markdown scroll" tabIndex={0} role="group" aria-label="Output">
      <div dangerouslySetInnerHTML={{ __html: safe }} />
    </div>
  );
}
