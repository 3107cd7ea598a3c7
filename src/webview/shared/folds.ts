import { createContext } from 'preact';
import { useContext } from 'preact/hooks';

/** What is not as it comes, by its name: it stays so while it is scrolled out of the page and comes back. */
const toggled = new Set<string>();

/** What the names are within: an item's id. */
export const FoldContext = createContext('');

export interface Fold {
  readonly open: boolean;
  readonly onToggle: (event: { readonly currentTarget: HTMLDetailsElement }) => void;
}

/**
 * For a `details` element.
 * @param name tells it from others in the same item
 * @param isOpen whether it comes unfolded
 */
export function useFold(name: string, isOpen = false): Fold {
  const key = `${useContext(FoldContext)} ${name}`;
  return {
    open: toggled.has(key) !== isOpen,
    onToggle: ({ currentTarget }) => void (currentTarget.open === isOpen ? toggled.delete(key) : toggled.add(key)),
  };
}
