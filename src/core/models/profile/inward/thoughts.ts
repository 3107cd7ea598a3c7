import type { ModelEvent } from '../../model.ts';

/** The tags between which models think where their server does not take the thoughts out. */
const OPEN = /^(?:<(think|thinking|thought|reasoning)>|\[(THINK)\])/i;
const TAGS = ['think', 'thinking', 'thought', 'reasoning'].flatMap((name) => [`<${name}>`, `</${name}>`]).concat('[THINK]', '[/THINK]');
const CLOSE = /<\/(?:think|thinking|thought|reasoning)>|\[\/THINK\]/i;
/** After a tag that is spoken of, not used. */
const SPOKEN_OF = /^[ \t"'`\\,.;:)]/;

/** What comes beside what is said, and ends none of it. */
export const BESIDES: ReadonlySet<ModelEvent['type']> = new Set(['begun', 'container', 'reasoning', 'usage', 'waiting']);

/** An answer whose thoughts are reasoning, also where they came as text between tags. */
export async function* withThoughts(answer: AsyncIterable<ModelEvent>): AsyncGenerator<ModelEvent> {
  const reader = thoughtReader();
  for await (const event of answer) {
    if (event.type === 'text') {
      yield* reader.push(event.delta);
    } else {
      if (!BESIDES.has(event.type)) yield* reader.end();
      yield event;
    }
  }
  yield* reader.end();
}

interface ThoughtReader {
  push(delta: string): Generator<ModelEvent>;
  end(): Generator<ModelEvent>;
}

/**
 * A tag opens at the very start alone: later on it is spoken of. One that only closes makes a thought of all that was said before;
 * templates give the opening one to the model.
 */
function thoughtReader(): ThoughtReader {
  let phase: 'start' | 'thought' | 'text' = 'start';
  let held = '';
  /** What was said as text. */
  let said = '';
  let hasThought = false;
  /** Within a thought: whether something of it was told. */
  let isTold = false;

  function* say(text: string): Generator<ModelEvent> {
    said += text;
    if (text) yield { type: 'text', delta: text };
  }

  /** @returns whether there is more to do with what is held */
  function atStart(isEnd: boolean): boolean {
    const text = held.trimStart();
    const tag = OPEN.exec(text)?.[0];
    const closing = CLOSE.exec(text);
    if (tag) {
      phase = 'thought';
      isTold = false;
      hasThought = true;
      held = text.slice(tag.length);
    } else if (closing?.index === 0) {
      hasThought = true;
      held = text.slice(closing[0].length);
    } else if (!isEnd && (text === '' || mayBeTag(text))) {
      return false;
    } else {
      phase = 'text';
      // The line breaks between a thought and what is said belong to neither.
      if (hasThought) held = text;
    }
    return true;
  }

  function* inThought(isEnd: boolean): Generator<ModelEvent, boolean> {
    if (!isTold) held = held.trimStart();
    const closing = CLOSE.exec(held);
    const end = closing?.index ?? (isEnd ? held.length : heldFrom(held));
    const thought = held.slice(0, end).trimEnd();
    if (thought) yield { type: 'reasoning', delta: thought };
    isTold ||= thought !== '';
    held = closing ? held.slice(end + closing[0].length) : isEnd ? '' : held.slice(thought.length);
    if (closing) phase = 'start';
    return closing !== null;
  }

  function* inText(isEnd: boolean): Generator<ModelEvent, boolean> {
    const closing = hasThought ? null : CLOSE.exec(held);
    if (!closing) {
      const end = hasThought || isEnd ? held.length : heldFrom(held);
      yield* say(held.slice(0, end));
      held = held.slice(end);
      return false;
    }
    const after = held.slice(closing.index + closing[0].length);
    // What comes next tells how it is meant.
    if (after === '' && !isEnd) return false;
    const isMeant = !SPOKEN_OF.test(after) && !isCode(said + held.slice(0, closing.index));
    yield* say(held.slice(0, isMeant ? closing.index : held.length - after.length));
    held = after;
    if (!isMeant) return true;
    yield { type: 'text.thought' };
    hasThought = true;
    phase = 'start';
    return true;
  }

  function* read(isEnd: boolean): Generator<ModelEvent> {
    while (held !== '' && (phase === 'start' ? atStart(isEnd) : yield* phase === 'thought' ? inThought(isEnd) : inText(isEnd)));
  }

  return {
    *push(delta) {
      held += delta;
      yield* read(false);
    },
    end: () => read(true),
  };
}

/** Whether the text ends within code or JSON, or has spoken of the tag that opens: there a tag is no thought’s end. */
function isCode(text: string): boolean {
  const line = text.slice(text.lastIndexOf('\n') + 1);
  const isFenced = (text.match(/^ {0,3}(```|~~~)/gm)?.length ?? 0) % 2 === 1;
  return isFenced || (line.match(/`/g)?.length ?? 0) % 2 === 1 || /^\s*\{/.test(text) || /<think/i.test(text) || /["']$/.test(text);
}

function mayBeTag(text: string): boolean {
  return TAGS.some((tag) => tag.toLowerCase().startsWith(text.toLowerCase()));
}

/** From where on a text may be the beginning of a tag. */
function heldFrom(text: string): number {
  const at = Math.max(text.lastIndexOf('<'), text.lastIndexOf('['));
  return at >= 0 && mayBeTag(text.slice(at)) ? at : text.length;
}
