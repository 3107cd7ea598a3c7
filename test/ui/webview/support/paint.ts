import { launchBrowser, newContext, type Page } from '../../../vscode-host/scripts/browser.ts';
import type { Paints } from './paints.ts';
import { viewState } from './states.ts';
import { openView } from './view.ts';

export async function createPaints(): Promise<Paints> {
  const browser = await launchBrowser();
  const context = await newContext(browser);
  const view = await openView(await context.newPage(), viewState());
  const empty = await context.newPage();
  return {
    answer: async () => drawn(view.page, await view.page.getByRole('article', { name: 'Docent' }).count()),
    run: (event) => view.run(event),
    async bare() {
      const before = await empty.getByRole('article').count();
      const seen = drawn(empty, before);
      const start = performance.timeOrigin + performance.now();
      await empty.evaluate('document.body.insertAdjacentHTML("beforeend", "<article aria-label=Docent>word</article>")');
      return (await seen) - start;
    },
    close: () => browser.close(),
  };
}

/** Resolves when a further answer than these has text and has been drawn. */
function drawn(page: Page, before: number): Promise<number> {
  return page.evaluate(
    (before) =>
      new Promise<number>((resolve) => {
        const observer = new MutationObserver(() => {
          if (!document.querySelectorAll('article[aria-label=Docent]')[before]?.textContent) return;
          observer.disconnect();
          // What runs after the frame's callbacks runs when it has been drawn.
          requestAnimationFrame(() => setTimeout(() => resolve(performance.timeOrigin + performance.now())));
        });
        observer.observe(document, { childList: true, subtree: true, characterData: true });
      }),
    before,
  );
}
