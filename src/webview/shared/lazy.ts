import { useEffect, useState } from 'preact/hooks';

/** A part of the view that is loaded when it is first needed, once; null until it is there. */
export interface Lazy<T> {
  readonly value: T | null;
  load(): Promise<T>;
}

export function lazy<T>(load: () => Promise<T>): Lazy<T> {
  let value: T | null = null;
  let loading: Promise<T> | null = null;
  return {
    get value() {
      return value;
    },
    load: () => (loading ??= load().then((loaded) => (value = loaded))),
  };
}

/** The part for a component, which is drawn again when it has come; it is not loaded as long as it is not wanted. */
export function useLazy<T>(part: Lazy<T>, isWanted = true): T | null {
  const [value, setValue] = useState(() => part.value);
  useEffect(() => {
    if (value === null && isWanted) void part.load().then((loaded) => setValue(() => loaded));
  }, [part, isWanted]);
  return value;
}
