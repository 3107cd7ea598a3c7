import { t } from '@vscode/l10n';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { useHost } from '../shared/host.ts';
import { CodeText } from './codeBlock.tsx';
import { CopyButton } from './copyButton.tsx';
import type { DiagramReply, DiagramRequest } from './diagramFrame.ts';
import { FigureTool } from './figureTool.tsx';
import { useDiagramTheme } from './diagramTheme.ts';
import { lazy, useLazy } from '../shared/lazy.ts';

/** What fills a frame, and the library in it: loaded with the first diagram. */
const frames = lazy(() => import('./diagramFrame.ts'));

/** However high a diagram says it is. */
const MAX_HEIGHT = 4_000;

type Drawing = { readonly kind: 'drawing' } | { readonly kind: 'drawn'; readonly height: number } | { readonly kind: 'broken'; readonly reason: string };

/** A diagram in a frame of its own; its source is what is seen until it is drawn, at a button, and where it can't be. */
export function Diagram({ source }: { source: string }) {
  const { send } = useHost();
  const figure = useRef<HTMLElement>(null);
  const isNear = useNear(figure);
  const filling = useLazy(frames, isNear);
  const theme = useDiagramTheme();
  const frame = useRef<HTMLIFrameElement>(null);
  const [drawing, setDrawing] = useState<Drawing>({ kind: 'drawing' });
  const [showsSource, setShowsSource] = useState(false);
  const page = useMemo(() => (filling && isNear ? filling.diagramPage(ownNonce()) : null), [filling, isNear]);

  useEffect(() => {
    const onMessage = ({ source: sender, data }: MessageEvent<unknown>) => {
      const reply = sender !== null && sender === frame.current?.contentWindow ? replyOf(data) : null;
      if (reply) setDrawing('height' in reply ? { kind: 'drawn', height: reply.height } : { kind: 'broken', reason: reply.error });
    };
    addEventListener('message', onMessage);
    return () => removeEventListener('message', onMessage);
  }, []);

  const draw = () => {
    const request: DiagramRequest = { source, theme };
    // Its origin has no name.
    frame.current?.contentWindow?.postMessage(request, '*');
  };
  useEffect(draw, [source, theme]);

  const isDrawn = drawing.kind === 'drawn' && !showsSource;
  return (
    <figure ref={figure} class="code diagram">
      <figcaption>
        <span>mermaid</span>
        {drawing.kind === 'drawn' && (
          <FigureTool icon={showsSource ? 'type-hierarchy' : 'code'} label={showsSource ? t('Diagram') : t('Source')} onClick={() => setShowsSource(!showsSource)} />
        )}
        <CopyButton text={source} />
        <FigureTool icon="go-to-file" label={t('Open')} title={t('Open as a new file')} onClick={() => send('openCode', { code: source, language: 'mermaid' })} />
      </figcaption>
      {!isDrawn && <CodeText code={source} language="mermaid" />}
      {drawing.kind === 'broken' && <p class="quiet">{t('This diagram can’t be drawn: {0}', drawing.reason)}</p>}
      {page !== null && drawing.kind !== 'broken' && (
        <iframe
          ref={frame}
          title={t('Diagram')}
          class={isDrawn ? '' : 'unseen'}
          sandbox="allow-scripts"
          srcdoc={page}
          height={drawing.kind === 'drawn' ? drawing.height : 0}
          onLoad={draw}
        />
      )}
    </figure>
  );
}

/** How far from what is seen a diagram is drawn, in pixels: each takes its time and its memory. */
const NEAR = 600;

/** Whether an element is or was near to what is seen. */
function useNear(element: { readonly current: Element | null }): boolean {
  const [isNear, setIsNear] = useState(false);
  useEffect(() => {
    if (isNear || !element.current) return;
    const observer = new IntersectionObserver((entries) => setIsNear(entries.some(({ isIntersecting }) => isIntersecting)), { rootMargin: `${NEAR}px` });
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [isNear]);
  return isNear;
}

/** What the frame says is foreign, too. */
function replyOf(data: unknown): DiagramReply | null {
  if (typeof data !== 'object' || data === null) return null;
  if ('height' in data && typeof data.height === 'number' && data.height >= 0) return { height: Math.min(data.height, MAX_HEIGHT) };
  if ('error' in data && typeof data.error === 'string') return { error: firstLine(data.error) };
  return null;
}

const firstLine = (text: string) => (text.split('\n')[0] ?? '').replace(/:$/, '').slice(0, 200) + '.';

/** The view's scripts may run by a nonce, which its frames share. */
const ownNonce = (): string => document.querySelector<HTMLScriptElement>('script[type=module][nonce]')?.nonce ?? '';
