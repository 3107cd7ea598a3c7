import { HAS_KIT } from '../scripts/paths.ts';
import { startStreamServer } from './streamServer.ts';
import { openTextOf, textOf, type TextKind } from './texts.ts';

export const about = 'What the chat costs while an answer streams, in a real VS Code beside an empty page, and one piece of it alone (Linux x64).';

/** One block grows to such a length, or an answer of many, in characters. */
const STREAMS: readonly (readonly [TextKind, number])[] = [['prose', 12_000], ['code', 24_000], ['table', 24_000], ['list', 24_000], ['mixed', 100_000]];
const LENGTHS = [2_000, 8_000, 24_000];
const PROSE_LENGTH = 100_000;
/** The stop button is pressed while this much stands in one block and more comes. */
const STOP_AT = 24_000;

/** What a page felt while an answer came; times in milliseconds. */
export interface Felt {
  /** From the question until nothing is under way. */
  readonly viewMs: number;
  readonly frameP50Ms: number;
  readonly frameP99Ms: number;
  readonly emptyP99Ms: number;
  readonly longTasksMs: number;
  readonly longestTaskMs: number;
  readonly messagesPerS: number;
}

/** The chat in a VS Code whose model is at this address. */
export interface ChatAtWork {
  ask(question: string): Promise<Felt>;
  /** Milliseconds from the click on Stop until the run has ended. */
  stop(question: string, shownCharacters: number): Promise<number>;
  close(): Promise<void>;
}

/** A view alone, which is told of one piece after the other. */
export interface Pieces {
  /** Milliseconds from a frame's start to the next task, of one word that comes to this text; the least of 25. */
  piece(text: string): Promise<number>;
  close(): Promise<void>;
}

/** Not imported by name: it is checked with a browser's types, which this is not. */
const IN_BROWSER = './inBrowser/chatView.ts';

export async function run(): Promise<Record<string, number>> {
  if (!HAS_KIT) throw new Error('The VS Code that this measures in is for Linux x64.');
  return { ...(await eachPiece()), ...(await streamed()) };
}

async function eachPiece(): Promise<Record<string, number>> {
  const { openPieces } = (await import(IN_BROWSER)) as { openPieces(): Promise<Pieces> };
  const pieces = await openPieces();
  const figures: Record<string, number> = {};
  try {
    for (const kind of ['code', 'table', 'list'] as const) {
      for (const length of LENGTHS) figures[`${kind}${length / 1_000}kBPieceMs`] = await pieces.piece(openTextOf(kind, length));
    }
    figures[`prose${PROSE_LENGTH / 1_000}kBPieceMs`] = await pieces.piece(textOf('prose', PROSE_LENGTH));
    return figures;
  } finally {
    await pieces.close();
  }
}

async function streamed(): Promise<Record<string, number>> {
  const { openChatAtWork } = (await import(IN_BROWSER)) as { openChatAtWork(url: string): Promise<ChatAtWork> };
  const server = await startStreamServer();
  const chat = await openChatAtWork(server.url);
  const figures: Record<string, number> = {};
  try {
    for (const [kind, length] of STREAMS) {
      const felt = await chat.ask(`${kind} ${length}`);
      const serverMs = server.sentMs ?? Number.NaN;
      figures[`${kind}ServerMs`] = serverMs;
      figures[`${kind}ByServer`] = felt.viewMs / serverMs;
      for (const [name, value] of Object.entries(felt)) figures[kind + name.charAt(0).toUpperCase() + name.slice(1)] = value;
    }
    figures['stopMs'] = await chat.stop(`code ${2 * STOP_AT} from ${STOP_AT}`, STOP_AT);
    return figures;
  } finally {
    await chat.close();
    server.close();
  }
}
