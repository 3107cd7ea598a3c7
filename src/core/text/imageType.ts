/** The pictures that models look at; others take no other. */
const TYPES: Readonly<Record<string, string>> = { gif: 'image/gif', jpeg: 'image/jpeg', jpg: 'image/jpeg', png: 'image/png', webp: 'image/webp' };

/** The MIME type of a picture that models can look at, by the end of its name; null for all other files. */
export function imageType(name: string): string | null {
  return TYPES[/\.(\w+)$/.exec(name)?.[1]?.toLowerCase() ?? ''] ?? null;
}
