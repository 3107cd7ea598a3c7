/** What a view that is only coming into sight is told as soon as it hears. */
export interface WhenReady<T> {
  want(value: T): void;
  /** The view hears by now. */
  deliver(): void;
}

/** @param isReady whether the view hears */
export function whenReady<T>(isReady: () => boolean, tell: (value: T) => void): WhenReady<T> {
  let wanted: { readonly value: T } | null = null;
  return {
    want: (value) => void (wanted = { value }),
    deliver() {
      if (!wanted || !isReady()) return;
      tell(wanted.value);
      wanted = null;
    },
  };
}
