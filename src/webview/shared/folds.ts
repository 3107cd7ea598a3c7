import { createContext } from 'preact';
import { useContext } from 'preact/hooks';

/** What is unfolded, by its name: it stays so while it is scrolled out of the page and comes back. */
const unfolded = new Set<string>();

/** What the names are within: an item's id. */
export const FoldContext = createContext('');

export interface Fold {
  readonly open: boolean;
  readonly onToggle: (event: { readonly currentTarget: HTMLDetailsElement }) => void;
}

/** For a `details` element. @param name tells it from others in the same item */
export function useFold(name: string): Fold {
  const key = `${useContext(FoldContext)} ${name}`;
  return {
    open: unfolded.has(key),
    onToggle: ({ currentTarget }) => void (currentTarget.open ? unfolded.add(key) : unfolded.delete(key)),
  };
}
