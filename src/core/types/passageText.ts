import { clip } from '../text/clip.ts';
import { estimateTokens } from '../text/tokens.ts';
import { partAt, quote, type NumberedPassage, type Passage } from './citation.ts';
import { placeInEnglish } from './place.ts';

/** A chunk is 40 lines, seldom more than 3,000 characters; what is longer has minified lines, of which the focus is enough. */
const PASSAGE_CHARS = 4_000;
/** No thread has more passages; what a number takes is counted before it is known. */
const HIGHEST_NUMBER = 999;
/** The empty line between two passages. */
const BETWEEN_TOKENS = 1;

/** A passage as a model reads it. The heading shows the number in the very brackets it is cited with: models copy what they see. */
export function passageText(passage: NumberedPassage): string {
  const whole = passage.text.length <= PASSAGE_CHARS;
  const { start, end } = whole ? passage.lines : passage.focus;
  const within = placeInEnglish(whole ? passage : { file: passage.file, lines: passage.focus, page: passage.page, part: partAt(passage, start) });
  const text = whole ? passage.text : clip(quote(passage, passage.focus), PASSAGE_CHARS);
  return `【${passage.number}】 ${passage.file.path}:${start}-${end}${within === null ? '' : `, ${within}`}\n${text}`;
}

/** About how many tokens a passage takes of a request. */
function passageTokens(passage: Passage): number {
  return estimateTokens(passageText({ ...passage, number: HIGHEST_NUMBER })) + BETWEEN_TOKENS;
}

/** The first of the passages that have at most so many tokens together, none of them cut; the best one always. */
export function withinTokens<P extends Passage>(passages: readonly P[], tokens: number): readonly P[] {
  let used = 0;
  const past = passages.findIndex((passage) => (used += passageTokens(passage)) > tokens);
  return past < 0 ? passages : passages.slice(0, Math.max(past, 1));
}
