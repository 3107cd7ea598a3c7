import type { ViewState } from '../../../src/protocol/view.ts';
import type { Page } from '../../vscode-host/scripts/browser.ts';
import { openView, type View } from '../webview/support/view.ts';

/** One state of Docent as its user may meet it, in a page by itself. */
export interface ShownState {
  /** Pictures are called so. */
  readonly name: string;
  /** Whose background it has. */
  readonly place: 'sideBar' | 'editor';
  /** Fills the page, and resolves when nothing more moves in it. */
  show(page: Page): Promise<void>;
}

/** When something under way began: no seconds are counted while its pictures are made. */
export const SOON = Date.now() + 3_600_000;

/** A state of the view that shows threads. @param then brings it about where what the editor tells is not enough */
export function shown(name: string, state: ViewState, then: (view: View) => Promise<unknown> = async () => undefined): ShownState {
  return {
    name,
    place: state.kind === 'chat' ? 'sideBar' : 'editor',
    async show(page) {
      await then(await openView(page, state));
    },
  };
}
