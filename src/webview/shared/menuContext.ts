import type { CodeMenu, MessageMenu } from '../../protocol/menu.ts';

/**
 * A handler for the element that the menu is about: it leaves there what VS Code reads a moment later, so that long texts don't stand
 * in the page all the time. Cut and Paste, which VS Code offers by itself, can do nothing there.
 */
export function tellMenu(menu: () => MessageMenu | CodeMenu): (event: MouseEvent & { readonly currentTarget: HTMLElement }) => void {
  return ({ currentTarget }) => {
    currentTarget.dataset['vscodeContext'] = JSON.stringify({ ...menu(), preventDefaultContextMenuItems: true });
  };
}
