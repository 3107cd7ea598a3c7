/** Puts the cursor into the question's field; where there is none, the conversation gets the focus. */
export function focusField(): void {
  (document.querySelector<HTMLElement>('textarea[aria-label="Question"]') ?? document.querySelector<HTMLElement>('main'))?.focus();
}
