import type { Docent, DocentOptions } from '../../support/suite.ts';

/** What a picture shows: the side bar alone, or all of the window. */
export type Part = 'sideBar' | 'window';

export interface Scene {
  readonly docent: Docent;
  /** The workspace's settings from now on, besides the theme. */
  set(settings: Readonly<Record<string, unknown>>): void;
  /** Makes pictures of what is seen now. */
  shoot(name: string, part: Part): Promise<void>;
}

/** States that VS Code itself draws, one after the other in one workbench. */
export interface Story {
  readonly name: string;
  readonly options: DocentOptions;
  tell(scene: Scene): Promise<void>;
}

/** Folds the chat, so that the views below it have the side bar to themselves. */
export async function foldChat({ workbench }: Docent): Promise<void> {
  const head = workbench.page.locator('.pane-header', { hasText: /^Chat/ });
  if ((await head.getAttribute('aria-expanded')) === 'true') await head.click();
}
