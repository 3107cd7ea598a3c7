import fs from 'node:fs';
import { chromium, type Browser, type BrowserContext } from 'playwright-core';
import { CHROMIUM, CHROMIUM_LIBRARIES, FONTS_CONF } from './paths.ts';

export type { BrowserContext, FrameLocator, Locator, Page } from 'playwright-core';

const SYSTEM_NSS = ['/usr/lib/x86_64-linux-gnu/libnss3.so', '/usr/lib64/libnss3.so', '/usr/lib/libnss3.so'];
const SYSTEM_FONTS = ['/usr/share/fonts', '/usr/local/share/fonts'];

/** A headless Chromium; brings its own libraries and fonts where the system has none. */
export function launchBrowser(): Promise<Browser> {
  const env = { ...process.env };
  if (!SYSTEM_NSS.some((file) => fs.existsSync(file))) env.LD_LIBRARY_PATH = CHROMIUM_LIBRARIES;
  if (!SYSTEM_FONTS.some((folder) => fs.existsSync(folder) && fs.readdirSync(folder).length > 0)) env.FONTCONFIG_FILE = FONTS_CONF;
  return chromium.launch({ executablePath: CHROMIUM, env });
}

let shared: Promise<Browser> | undefined;

/** One for all of this process, each with contexts of their own: its start takes a second of processor time. It ends with the process. */
export function sharedBrowser(): Promise<Browser> {
  shared ??= launchBrowser().then((browser) => browser.once('disconnected', () => (shared = undefined)));
  return shared;
}

/** A fresh browser profile in which the workbench runs, and which reaches nothing but this machine. */
export async function newContext(browser: Browser, viewport = { width: 1280, height: 800 }): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport, reducedMotion: 'reduce', permissions: ['clipboard-read', 'clipboard-write'] });
  // Refused at once: the extension gallery's name would otherwise be looked up in vain.
  await context.route((url) => /^https?:$/.test(url.protocol) && !['127.0.0.1', 'localhost'].includes(url.hostname), (route) => route.abort());
  // The bare server has no such route; with half a key from it, VS Code keeps secrets over a reload.
  await context.route('**/mint-key', (route) => route.fulfill({ status: 200, contentType: 'application/octet-stream', body: Buffer.alloc(32, 7) }));
  return context;
}
