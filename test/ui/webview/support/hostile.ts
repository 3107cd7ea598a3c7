import assert from 'node:assert/strict';
import { newContext, sharedBrowser, type Page } from '../../../vscode-host/scripts/browser.ts';
import { ORIGIN } from './shell.ts';
import { answer, question, run, viewState } from './states.ts';
import { openView } from './view.ts';

/** So many answers stand in one page, which is so high, in pixels, that all of them are near to what is seen: else they would not be in it. */
const PER_PAGE = 30;
const HEIGHT = 30_000;
/** A diagram's library is read anew in each frame, on a machine that does much else. */
const DRAWN_MS = 120_000;

/** What must not be in an answer, whatever it says. */
const FORBIDDEN = `.markdown :is(script, img, object, embed, style, link, meta, base, form, svg, video, audio, input:not([type=checkbox][disabled]), iframe:not([sandbox=allow-scripts]))`;

/** Shows the texts as answers of a model, with the policy of the views or without any; nothing in them runs, and nothing is asked for. */
export async function showHostile(texts: readonly string[], policy: 'policy' | 'none'): Promise<void> {
  const browser = await sharedBrowser();
  for (let from = 0; from < texts.length; from += PER_PAGE) {
    const context = await newContext(browser, { width: 900, height: HEIGHT });
    try {
      await showPage(await context.newPage(), texts.slice(from, from + PER_PAGE), policy);
    } finally {
      await context.close();
    }
  }
}

async function showPage(page: Page, texts: readonly string[], policy: 'policy' | 'none'): Promise<void> {
  const asked: string[] = [];
  page.on('request', (request) => {
    if (!request.url().startsWith(`${ORIGIN}/`) && !request.url().startsWith('about:')) asked.push(request.url());
  });
  page.on('dialog', (dialog) => {
    asked.push(dialog.message());
    void dialog.dismiss();
  });
  const failures: string[] = [];
  page.on('pageerror', (error) => failures.push(error.message));
  const items = texts.flatMap((text, index) => [question('How?', `q${index}`), answer(text, `a${index}`)]);
  // A picture stands for all: the page must notice what runs, also in a frame.
  await page.addInitScript(() => addEventListener('message', ({ data }) => data === 'foreign' && Object.assign(window, { foreign: true })));
  const { page: shown } = await openView(page, viewState({ items, run: run('completed') }), policy);
  await shown.locator('.markdown').nth(texts.length - 1).waitFor({ state: 'attached' });
  for (const diagram of await shown.locator('.diagram').all()) {
    await diagram.locator('iframe:not(.unseen), p').waitFor({ timeout: DRAWN_MS });
  }
  await shown.evaluate(async () => {
    for (const element of document.querySelectorAll('.markdown *')) {
      // What leads to the web is followed by the editor, outside of this page.
      const types = element.closest('[href^=http], [href^=mailto]') ? ['mouseover', 'focus'] : ['mouseover', 'focus', 'click'];
      for (const type of types) element.dispatchEvent(new MouseEvent(type, { bubbles: true, cancelable: true }));
    }
    await new Promise((resolve) => setTimeout(resolve));
  });
  for (const frame of shown.frames().slice(1)) {
    await frame.evaluate(() => document.querySelectorAll('*').forEach((element) => element.dispatchEvent(new MouseEvent('click', { bubbles: true }))));
  }
  const found = await shown.evaluate((forbidden) => ({
    foreign: Reflect.get(window, 'foreign') === true,
    elements: [...document.querySelectorAll(forbidden)].map(({ outerHTML }) => outerHTML.slice(0, 200)),
    handlers: [...document.querySelectorAll('.markdown *')].flatMap(({ attributes }) => [...attributes]).filter(({ name }) => name.startsWith('on')).map(({ name }) => name),
    links: [...document.querySelectorAll('.markdown [href]')].map((link) => link.getAttribute('href') ?? '').filter((href) => !/^(https?:|mailto:|#P\d)/.test(href)),
  }), FORBIDDEN);
  assert.deepEqual({ ...found, asked, failures }, { foreign: false, elements: [], handlers: [], links: [], asked: [], failures: [] });
}
