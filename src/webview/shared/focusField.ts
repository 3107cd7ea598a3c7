/** Puts the cursor into the question's field; where there is none, the conversation gets the focus. */
export function focusField(): void {
  (document.querySelector<HTMLElement>('.field textarea, .follow-up textarea') ?? document.querySelector<HTMLElement>('main'))?.focus();
}
