import { bytes, characters, items, levels, MEGABYTE, milliseconds } from './budget.ts';

// Whatever comes from elsewhere passes one of these boundaries, and none of it is let in without a limit. Each is far above what
// anything of use needs, and so low that what comes can't fill the memory of the process that reads it.

/** What a server answers. Bytes are counted as they are once they are no longer compressed. */
export const ANSWER = {
  /** A whole answer: each of the hundred thousand tokens of the longest comes in some 300 bytes, and hosted code brings images. */
  stream: bytes(256 * MEGABYTE),
  /** What is read at once: a list of models, an error. The longest list has 1 MB. */
  document: bytes(16 * MEGABYTE),
  /** One event. The last one repeats the whole answer with its images. */
  line: bytes(16 * MEGABYTE),
  /** Lines of one event, or of one document. */
  lines: items(100_000),
  /** What a model may write in one turn, thoughts and calls included: several times what any can. */
  text: characters(2_000_000),
  /** The arguments of all calls of a turn; a view reads them again with each piece. */
  arguments: characters(400_000),
  /** A call that may be written into the text is held back until it is whole, and read again and again. */
  heldCall: characters(200_000),
  /** Calls, and pieces of text between thoughts, in one turn. */
  pieces: items(500),
  /** Fields that only this server knows, and that are sent back to it. */
  fields: bytes(4 * MEGABYTE),
} as const;

/** What comes from the process in which code runs. */
export const WORKER = {
  /** One event: docent_display.py lets half of it through. */
  line: bytes(64 * MEGABYTE),
  /** What waits to be told, because the prints that belong before it have not come. */
  waiting: bytes(64 * MEGABYTE),
  /** What was written to the channel of events and is none; a line costs as much as so many bytes. */
  stray: bytes(64 * MEGABYTE),
  strayLine: bytes(100),
  /** What one piece of code prints; more is a loop that went wrong, and nobody reads it. */
  printed: characters(MEGABYTE),
  /** Values that one piece of code shows, for the same reason. */
  shown: items(200),
  /** The text and tables of all of them: the thread keeps them. Images are kept as files. */
  results: characters(32 * MEGABYTE),
  /** What one value is shown by, as docent_display.py keeps it: plain text, a page of HTML or Markdown, an image in base64. */
  text: characters(200_001),
  page: characters(MEGABYTE),
  /** A chart's specification with its data, as docent_vegalite.py keeps it: some 20,000 points. */
  chart: characters(2 * MEGABYTE),
  image: characters(32 * MEGABYTE),
  /** The name of an exception; a longer one is no name. */
  name: characters(200),
  message: characters(2_000),
  traceback: characters(20_000),
} as const;

/** All processes of one session together; the memory is a setting. */
export const SESSION = {
  /** docent_limits.py refuses more than half as many; threads are none. */
  processes: items(512),
  /** Of all of them: a pool for each core of a large machine, and BLAS' own. Each costs us a file to read. */
  threads: items(2_000),
  /** Processor time of what goes on after a piece of code has ended. */
  idle: milliseconds(5_000),
} as const;

/** The folder that code works in. */
export const WORK_FOLDER = {
  /** A copy is code's own, to be changed; what is larger than this is read where it lies. */
  copy: bytes(32 * MEGABYTE),
  /** What is kept is read into memory and stays in the data directory. */
  result: bytes(100 * MEGABYTE),
  /** Files and folders that are looked into after each piece of code. An unpacked archive can hold more; that would slow everything down. */
  entries: items(5_000),
  /** Names that are read for that: of many folders beside each other the files are found. */
  names: items(300_000),
  /** Folders within folders; nobody looks further for a result, and no system opens much longer paths. */
  depth: levels(32),
} as const;

/** What is written to a log, which may be a terminal. */
export const LOG = {
  /** A stack with its causes; a server's page of an error, or an address, can be of any length. */
  message: characters(20_000),
} as const;

/** A glob of the user's or of a repository's. */
export const GLOB = {
  /** In one name, and of folders; time grows by the length of a name to this power. */
  wildcards: items(4),
} as const;

/** A document, which is read in a process of its own. */
export const DOCUMENT = {
  /** All that the process has; a PDF of 50 MB takes half of it. */
  memory: bytes(400 * MEGABYTE),
  /** Until the next page, or another part, is done. */
  silence: milliseconds(10_000),
  /** Until all of it is; other files are read meanwhile. */
  time: milliseconds(120_000),
  /** A library of a hundred long books. */
  text: characters(20_000_000),
  /** Elements of a page within each other: where they never end there are some hundred. Each costs the parser time with each further one. */
  nesting: levels(2_000),
} as const;

/** The lists and objects in a piece of JSON: each takes far more memory than its two characters. */
export const JSON_TEXT = {
  depth: levels(200),
  parts: items(1_000_000),
} as const;

/** What a program is given that asks by MCP: each answer goes into a model's window, or is held in memory as one message. */
export const CLIENT = {
  /** What it sends, as one message. */
  message: bytes(4 * MEGABYTE),
  /** The text of a document; the rest of a longer one is read by its lines. */
  text: characters(MEGABYTE),
  /** A file that code left; base64 makes it a third larger. */
  file: bytes(16 * MEGABYTE),
  /** An image that comes with the answer; larger ones are linked. */
  image: bytes(4 * MEGABYTE),
  /** A chart is about 1,000 tokens to a model that sees; more of them are linked. */
  images: items(4),
  /** Documents in a list, which goes on with the next page. */
  page: items(100),
  /** Who is connected at once; the one that was silent longest makes room. */
  sessions: items(64),
  /** Files that code left, of which a client still gets the bytes. */
  results: items(1_000),
} as const;

/** A folder of the workspace that is not on disk, which the editor reads over a network as a rule. */
export const REMOTE = {
  /** Services count requests, and each file takes two: GitHub answers 5,000 an hour. */
  files: items(5_000),
  /** One file, which crosses to the worker in one piece. */
  file: bytes(10 * MEGABYTE),
  /** All that is read of one folder. */
  total: bytes(100 * MEGABYTE),
  /** Requests under way, so that other extensions get their turn. */
  parallel: items(8),
  /** Until one request is answered. */
  answer: milliseconds(30_000),
  /** Until a file of the largest size is copied for code, at a third of a megabyte a second. */
  copy: milliseconds(300_000),
  /** Until all are; the next time goes on from there. */
  time: milliseconds(900_000),
} as const;
