/** What browsers give as the code of a key that an input method has taken. */
const TAKEN_KEY_CODE = 229;

/** Whether a key belongs to an input method. WebKit ends the composition before the key that ends it, and tells by the code alone. */
export function isOfInputMethod(event: Pick<KeyboardEvent, 'isComposing' | 'keyCode'>): boolean {
  return event.isComposing || event.keyCode === TAKEN_KEY_CODE;
}
