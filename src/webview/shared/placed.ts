import type { ComponentChildren } from 'preact';

/** A message with elements at its places: `placed(t('Select code and choose {0}.'), <b>…</b>)`. */
export function placed(message: string, ...elements: readonly ComponentChildren[]): ComponentChildren {
  return message.split(/\{(\d)\}/).map((piece, index) => (index % 2 === 0 ? piece : elements[Number(piece)]));
}
