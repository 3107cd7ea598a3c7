import { t } from '@vscode/l10n';
import library from '@mermaid-js/tiny/dist/mermaid.tiny.js';
import type { DiagramTheme } from './diagramTheme.ts';

/** What a frame is told to draw. */
export interface DiagramRequest {
  readonly source: string;
  readonly theme: DiagramTheme;
}

/** What it answers: how high it is in pixels, or that this is no diagram, and why. */
export type DiagramReply = { readonly height: number } | { readonly error: string };

/**
 * The page that draws one diagram. It is of no origin, reaches nothing, and has all styles by way of scripts, since the policy that it
 * shares with the view allows none.
 * @param nonce of the view's own scripts
 */
export function diagramPage(nonce: string): string {
  const script = (code: string) => `<script nonce="${nonce}">${code.replaceAll('</script', '<\\/script')}</script>`;
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'nonce-${nonce}'">
<title>${t('Diagram')}</title>
${script(`(${withoutInlineStyles.toString()})()`)}
${script(library)}
</head>
<body>${script(`(${answerRequests.toString()})()`)}</body>
</html>`;
}

/**
 * In the frame, before the library: what it would write as inline styles goes to the same place by the ways that are open to scripts, and
 * no picture is asked for, which the policy would refuse.
 */
function withoutInlineStyles(): void {
  const { insertBefore, appendChild } = Node.prototype;
  const { setAttribute } = Element.prototype;
  const adopt = (node: Node) => {
    if (node.nodeName.toLowerCase() !== 'style') return;
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(node.textContent ?? '');
    document.adoptedStyleSheets.push(sheet);
    node.textContent = '';
  };
  Node.prototype.insertBefore = function <T extends Node>(node: T, before: Node | null): T {
    adopt(node);
    return insertBefore.call(this, node, before) as T;
  };
  Node.prototype.appendChild = function <T extends Node>(node: T): T {
    adopt(node);
    return appendChild.call(this, node) as T;
  };
  Element.prototype.setAttribute = function (name, value) {
    if (name === 'style' && 'style' in this) (this as SVGElement).style.cssText = value;
    else if (/^(xlink:)?href$|^src/.test(name) && !String(value).startsWith('#')) return;
    else setAttribute.call(this, name, value);
  };
  const { setAttributeNS } = Element.prototype;
  Element.prototype.setAttributeNS = function (namespace, name, value) {
    if (!/href$/.test(name) || String(value).startsWith('#')) setAttributeNS.call(this, namespace, name, value);
  };
  for (const name of ['src', 'srcset']) Object.defineProperty(HTMLImageElement.prototype, name, { set: () => undefined, get: () => '' });
}

/** In the frame, behind the library: draws what the view asks for. */
function answerRequests(): void {
  interface Mermaid {
    initialize(config: object): void;
    render(id: string, source: string): Promise<{ readonly svg: string }>;
  }
  const mermaid = Reflect.get(globalThis, 'mermaid') as Mermaid;
  const reply = (message: object) => parent.postMessage(message, '*');
  let count = 0;

  function show(svg: string, background: string): void {
    const parsed = new DOMParser().parseFromString(svg, 'text/html');
    const drawing = parsed.querySelector('svg');
    if (!drawing) throw new Error('Nothing was drawn');
    drawing.querySelectorAll('style, script, img, image').forEach((element) => element.remove());
    for (const element of drawing.querySelectorAll('*')) {
      for (const { name, value } of [...element.attributes]) if (/href$|^src|^on/.test(name) && !value.startsWith('#')) element.removeAttribute(name);
    }
    const styles = [drawing, ...drawing.querySelectorAll('[style]')].map((element) => {
      const style = element.getAttribute('style') ?? '';
      element.removeAttribute('style');
      return [element as SVGElement, style] as const;
    });
    document.body.replaceChildren(document.adoptNode(drawing));
    for (const [element, style] of styles) element.style.cssText = style;
    const width = drawing.viewBox.baseVal.width || drawing.getBoundingClientRect().width;
    // Smaller than that nobody could read it: it is scrolled then.
    Object.assign(drawing.style, { display: 'block', margin: '0 auto', height: 'auto', maxWidth: 'none', width: `max(min(100%, ${width}px), ${0.7 * width}px)` });
    Object.assign(document.body.style, { margin: '0', padding: '8px', overflowX: 'auto', background });
  }

  const tellHeight = () => reply({ height: Math.ceil(document.body.getBoundingClientRect().height + document.body.offsetHeight - document.body.clientHeight) });
  new ResizeObserver(() => document.body.querySelector('svg') && tellHeight()).observe(document.body);
  addEventListener('message', async ({ source: sender, data }: MessageEvent<DiagramRequest>) => {
    if (sender !== parent) return;
    const { source, theme } = data;
    mermaid.initialize({
      startOnLoad: false,
      securityLevel: 'strict',
      secure: ['secure', 'securityLevel', 'startOnLoad', 'maxTextSize', 'maxEdges', 'theme', 'themeVariables', 'themeCSS', 'fontFamily', 'htmlLabels', 'dompurifyConfig'],
      maxTextSize: 20_000,
      maxEdges: 400,
      htmlLabels: false,
      flowchart: { htmlLabels: false },
      suppressErrorRendering: true,
      theme: 'base',
      themeVariables: theme,
      fontFamily: theme.fontFamily,
    });
    document.adoptedStyleSheets = [];
    try {
      const { svg } = await mermaid.render(`diagram${count++}`, source);
      show(svg, theme.background);
      tellHeight();
    } catch (thrown) {
      document.body.replaceChildren();
      reply({ error: thrown instanceof Error ? thrown.message : String(thrown) });
    }
  });
}
