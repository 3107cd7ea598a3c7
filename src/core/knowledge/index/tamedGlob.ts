import { GLOB } from '../../limits/limits.ts';

/** Groups that repeat: what is in them can be read in more ways than anybody can try. */
const REPEATED_GROUP = /(?<!\\)(?:[+*?]?\([^()]*\)[+*]|[+*]\([^()]*\))/g;
const EVERY_FOLDER = '**';

/**
 * A glob that is matched in no time against any path. Between its first and its last wildcards, where there are more than anybody writes, it
 * becomes a single one: then it fits more than it did, so that what somebody wanted left out stays left out.
 */
export function tamedGlob(glob: string): string {
  let simple = glob;
  for (let before = ''; before !== simple; ) {
    before = simple;
    simple = simple.replace(REPEATED_GROUP, '*');
  }
  const segments = simple.split('/').map((segment) => (segment === EVERY_FOLDER ? segment : tamed(segment, /\*+/, '*')));
  return tamed(segments.join('/'), /(?<=^|\/)\*\*(?=\/|$)/, EVERY_FOLDER);
}

/** The text with one wildcard in the place of those in its middle, and of what stands between them. */
function tamed(text: string, wildcard: RegExp, one: string): string {
  const parts = text.split(wildcard);
  if (parts.length - 1 <= GLOB.wildcards.max) return text;
  const kept = GLOB.wildcards.max / 2;
  return [...parts.slice(0, kept), ...parts.slice(-kept)].join(one);
}
