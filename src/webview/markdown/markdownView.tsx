import { t } from '@vscode/l10n';
import { createContext, h } from 'preact';
import { memo } from 'preact/compat';
import { useContext, useEffect, useId, useLayoutEffect, useMemo, useReducer, useRef } from 'preact/hooks';
import type { Annotation } from '../../core/types/item.ts';
import { linkedAction } from '../../protocol/actions.ts';
import type { Mention, MentionLink } from '../../protocol/mentions.ts';
import { useHost } from '../shared/host.ts';
import { lazy, useLazy } from '../shared/lazy.ts';
import { CodeBlock } from './codeBlock.tsx';
import { copyFormulas } from './copy.ts';
import { Grown } from './grown.tsx';
import { inlineNodes } from './inlineNodes.ts';
import { createInlineReader, type InlineReader } from './inlineReader.ts';
import { needsEnv, noteId, spokenText, type Env } from './markdown.ts';
import type { Node, Note } from './node.ts';
import { createReader, type Reader } from './reader.ts';
import { applyStyles, safeHtml } from './sanitise.ts';

const NONE: readonly Annotation[] = [];
const EnvContext = createContext<Env>({ id: '', references: {}, notes: new Map(), annotations: NONE });

export function Markdown({ text, annotations = NONE }: { text: string; annotations?: readonly Annotation[] }) {
  const { send } = useHost();
  const reader = useRef<Reader>(null);
  const id = useId();
  reader.current ??= createReader(id);
  const { blocks, notes, env } = useMemo(() => (reader.current ?? createReader(id)).read(text, annotations), [text, annotations]);

  /** The HTML has no handlers of its own: what its buttons mean is read off them here. */
  function onClick(event: MouseEvent): void {
    if (!(event.target instanceof Element)) return;
    const note = event.target.closest<HTMLElement>('a[data-note]')?.dataset['note'];
    if (note) {
      event.preventDefault();
      goTo(document.getElementById(noteId(env.id, Number(note))));
    }
    openMention(event.target);
    const button = event.target.closest<HTMLElement>('button');
    const citation = annotations[Number(button?.dataset['citation'] ?? NaN)]?.citation;
    const action = linkedAction(`docent:${button?.dataset['action'] ?? ''}`);
    if (citation) void send('openCitation', citation);
    else if (action) void send('act', action);
  }

  function openMention(target: EventTarget | null): void {
    const link = target instanceof Element ? target.closest<HTMLElement>('.mention')?.dataset['link'] : undefined;
    if (link) void send('openMention', JSON.parse(link) as MentionLink);
  }

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') openMention(event.target);
  };

  return (
    <div class="markdown" onClick={onClick} onKeyDown={onKeyDown} onCopy={copyFormulas}>
      <EnvContext.Provider value={env}>
        {grouped(blocks)}
        {notes.length > 0 && <Notes notes={notes} />}
      </EnvContext.Provider>
    </div>
  );
}

/** Loaded with the first. */
const diagram = lazy(async () => (await import('./diagram.tsx')).Diagram);

function Code({ code, language, isClosed }: Extract<Node, { readonly type: 'code' }>) {
  const isDiagram = isClosed && language === 'mermaid';
  const Diagram = useLazy(diagram, isDiagram);
  // GitHub's form of a formula.
  if (isClosed && language === 'math' && !code.includes('$$')) return <Inline node={formulaOf(code)} />;
  return isDiagram && Diagram ? <Diagram source={code} /> : <CodeBlock code={code} language={language} />;
}

const drawn = (node: Node, index: number) => <NodeView key={index} node={node} />;

/** Of what grows only the last group has changed: what one piece costs does not depend on how many nodes stand there. */
const GROUP_SIZE = 32;
const GROWING: ReadonlySet<string> = new Set(['tbody', 'ul', 'ol', 'blockquote']);

function grouped(nodes: readonly Node[]) {
  const groups = Array.from({ length: Math.ceil(nodes.length / GROUP_SIZE) }, (_, index) => nodes.slice(index * GROUP_SIZE, (index + 1) * GROUP_SIZE));
  return groups.map((group, index) => <Group key={index} nodes={group} />);
}

interface GroupProps {
  readonly nodes: readonly Node[];
}

const hasSameNodes = (before: GroupProps, now: GroupProps) => before.nodes.length === now.nodes.length && now.nodes.every((node, index) => node === before.nodes[index]);

const Group = memo(function Group({ nodes }: GroupProps) {
  return <>{nodes.map(drawn)}</>;
}, hasSameNodes);

const NodeView = memo(function NodeView({ node }: { node: Node }) {
  switch (node.type) {
    case 'code':
      return <Code {...node} />;
    case 'text':
      return <Inline node={node} />;
    case 'checkbox':
      return <Checkbox done={node.done} source={node.source} />;
    case 'definition':
    case 'note':
      return null;
    case 'container': {
      const element = h(node.tag, node.attributes, GROWING.has(node.tag) ? grouped(node.children) : node.children.map(drawn));
      if (node.tag !== 'table') return element;
      return (
        <div class="scroll" tabIndex={0} role="group" aria-label={t('Table')}>
          {element}
        </div>
      );
    }
  }
});

const formulaOf = (code: string) => ({ type: 'text', tag: 'p', attributes: {}, source: `$$\n${code.trim()}\n$$` }) as const;

function Inline({ node: { tag, attributes, source } }: { node: Extract<Node, { type: 'text' }> }) {
  const env = useContext(EnvContext);
  const { mentions } = useHost();
  const [found, count] = useReducer((times: number) => times + 1, 0);
  const reader = useRef<InlineReader>(null);
  const isThere = useMemo(() => (mention: Mention) => mentions.isThere(mention), [mentions, found]);
  const { pieces, unknown } = useMemo(
    () => (reader.current ??= createInlineReader()).read(source, env, isThere),
    [source, needsEnv(source) ? env : null, isThere],
  );
  useEffect(() => (unknown.length > 0 ? mentions.ask(unknown, () => count(null)) : undefined), [unknown]);
  // Another element begins empty.
  return <Grown key={tag} tag={tag} attributes={attributes} pieces={pieces} nodesOf={inlineNodes} />;
}

function Checkbox({ done, source }: { done: boolean; source: string }) {
  const env = useContext(EnvContext);
  return <input type="checkbox" disabled checked={done} aria-label={spokenText(source, env)} />;
}

/** The footnotes, each with a way back to where the text refers to it. */
function Notes({ notes }: { notes: readonly Note[] }) {
  const { id } = useContext(EnvContext);
  const goBack = (event: MouseEvent, number: number) => {
    if (event.currentTarget instanceof Element) goTo(event.currentTarget.closest('.markdown')?.querySelector<HTMLElement>(`a[data-note="${number}"]`) ?? null);
  };
  return (
    <ol class="notes" aria-label={t('Notes')}>
      {notes.map(({ label, children }, index) => (
        <li key={label} id={noteId(id, index + 1)} tabIndex={-1}>
          {children.map(drawn)}
          <button class="link" aria-label={t('Back to where note {0} belongs', index + 1)} onClick={(event) => goBack(event, index + 1)}>
            ↩
          </button>
        </li>
      ))}
    </ol>
  );
}

function goTo(element: HTMLElement | null): void {
  element?.focus();
  element?.scrollIntoView({ block: 'nearest' });
}

/** Rich output of code: untrusted HTML. */
export function Html({ html }: { html: string }) {
  const safe = useMemo(() => safeHtml(html), [html]);
  const shown = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (shown.current) applyStyles(shown.current);
  }, [safe]);
  return (
    <div class="markdown scroll" tabIndex={0} role="group" aria-label={t('Output')}>
      <div ref={shown} dangerouslySetInnerHTML={{ __html: safe }} />
    </div>
  );
}
