import type { ResponseOutputText } from 'openai/resources/responses/responses';
import { isCall, type Item, type MadeFile } from '../../core/types/item.ts';
import { isMarker, styledText, type TextPiece, type TextWriter } from '../wire/text.ts';

export type WireAnnotation = ResponseOutputText['annotations'][number];
export type { TextPiece };

/** A file of a container's that a text may point to. */
export interface CitedFile extends MadeFile {
  readonly containerId: string;
}

/** What code has left before a message. */
export interface Made {
  /** By name, all of the thread: links may lead to them. */
  readonly links: ReadonlyMap<string, CitedFile>;
  /** Of the same run since its message before: cited even where nothing links to them. */
  readonly own: readonly CitedFile[];
}

/** @param before the items before the message */
export function madeBefore(message: Item, before: readonly Item[]): Made {
  const since = before.findLastIndex((item) => item.type === 'message') + 1;
  const own = before.slice(since).filter((item) => item.runId === message.runId);
  return { links: new Map(filesOf(before).map((file) => [file.name, file])), own: message.runId === null ? [] : filesOf(own) };
}

function filesOf(items: readonly Item[]): readonly CitedFile[] {
  return items.flatMap((item) => {
    if (!isCall(item) || item.type !== 'code_interpreter_call' || item.container === undefined) return [];
    const containerId = item.container;
    return (item.made ?? []).map(({ id, name }) => ({ id, name, containerId }));
  });
}

const BLANK = ' ';

/** The text of a response: citations are no part of it, each has its place; links to files stay. */
export interface ResponseText extends TextWriter<WireAnnotation> {
  /** What was held back, and what code has left that nothing links to. */
  end(): readonly TextPiece<WireAnnotation>[];
}

export function responseText({ links, own }: Made): ResponseText {
  const linked = new Set<string>();
  const writer = styledText<WireAnnotation, CitedFile>(
    {
      cite: ({ citation: { file } }, index) => ({
        value: '',
        annotations: [{ type: 'file_citation', index, file_id: file.id, filename: file.path.slice(file.path.lastIndexOf('/') + 1) }],
      }),
      link(text, file, start) {
        linked.add(file.id);
        return cited(file, start, start + text.length);
      },
    },
    links,
  );
  /** A blank before what may be a citation, and that: both are gone where it is one. */
  let held: readonly string[] = [];

  function release(): readonly TextPiece<WireAnnotation>[] {
    const pieces = held.flatMap((text) => writer.push(text));
    held = [];
    return pieces;
  }

  return {
    push(delta) {
      if (isMarker(delta) && (held.length === 0 || held[0] === BLANK)) {
        held = [...held, delta];
        return [];
      }
      const before = release();
      if (!delta.endsWith(BLANK)) return [...before, ...writer.push(delta)];
      held = [BLANK];
      return [...before, ...writer.push(delta.slice(0, -BLANK.length))];
    },
    cite(annotation) {
      held = [];
      return writer.cite(annotation);
    },
    end() {
      const rest = [...release(), ...writer.end()];
      const others = own.filter(({ id }) => !linked.has(id)).map((file) => cited(file, 0, 0));
      return others.length === 0 ? rest : [...rest, { value: '', annotations: others }];
    },
  };
}

function cited({ containerId, id, name }: CitedFile, start_index: number, end_index: number): WireAnnotation {
  const filename = name.slice(name.lastIndexOf('/') + 1);
  return { type: 'container_file_citation', container_id: containerId, file_id: id, filename, start_index, end_index };
}
