/** One option of the command line. */
export interface Option {
  /** What it takes, as the help calls it; null: nothing, it is there or not. */
  readonly takes: string | null;
  /** Whether it may be given several times. */
  readonly many?: true;
  /** One line of help. */
  readonly help: string;
}

/** All that commands take: what is typed is read by this table, and the help is printed from it. */
export const OPTIONS = {
  port: { takes: 'N', help: 'Listen on this port; 0 is any free one (8321)' },
  data: { takes: 'DIR', help: 'Keep everything in this folder (~/.docent)' },
  upstream: { takes: 'URL', help: 'The OpenAI-compatible server whose models answer; its key comes from DOCENT_UPSTREAM_KEY. Without it search only answers' },
  model: { takes: 'NAME', help: 'The model that answers where a client names one that the upstream doesn’t have' },
  api: { takes: 'API', help: 'Ask the upstream by responses, chatCompletions or ollama; auto is whichever it has (auto)' },
  'first-byte': { takes: 'SECONDS', help: 'Give up on an upstream that has not begun to answer by then (290)' },
  silence: { takes: 'SECONDS', help: 'Give up on one that falls silent for so long in the middle of an answer (120)' },
  token: { takes: 'TOKEN', help: 'What clients send as their key; other users see it in the list of processes, DOCENT_TOKEN and --token-file they don’t' },
  'token-file': { takes: 'FILE', help: 'Read the token from this file, which its owner alone may read (chmod 600)' },
  'new-token': { takes: null, help: 'Make a new token in place of the one that is kept in the data folder' },
  'no-auth': { takes: null, help: 'Ask for no token: every program on this machine may use the server' },
  host: { takes: 'ADDRESS', help: 'Listen on this address; 0.0.0.0 is all that the machine has (127.0.0.1)' },
  'allow-host': { takes: 'NAME', many: true, help: 'Let the server be called by this name' },
  'allow-origin': { takes: 'ORIGIN', many: true, help: 'Answer web pages of this origin; never without a token' },
  workspace: { takes: 'DIR', help: 'Let assistants search this folder, and serve those of its .docent/assistants' },
  python: { takes: 'PROGRAM', help: 'The Python that runs code (the first on the PATH)' },
  unsandboxed: { takes: null, help: 'Run code also where there is no sandbox' },
  'mask-secrets': { takes: null, help: 'Leave out what looks like a key of what goes to an upstream elsewhere' },
  import: { takes: 'FILE', help: 'Before that, take over assistants, threads, messages, files and vector stores from JSON lines in OpenAI’s form' },
  exit: { takes: null, help: 'After --import, serve nothing; 1 where something was not taken over' },
  export: { takes: 'FILE', help: 'Write all of them as JSON lines, the files’ bytes beside, and serve nothing' },
  help: { takes: null, help: 'Show this' },
  version: { takes: null, help: 'Show the version' },
} as const satisfies Readonly<Record<string, Option>>;

export type OptionName = keyof typeof OPTIONS;

/** What was typed: a text or null, texts where an option may come several times, true or false where it takes nothing. */
export type OptionValues = { readonly [Name in OptionName]: ValueOf<(typeof OPTIONS)[Name]> };
type ValueOf<Given extends Option> = Given extends { readonly takes: null } ? boolean : Given extends { readonly many: true } ? readonly string[] : string | null;

/** What the MCP server takes of it: it listens nowhere, and asks no model. */
export const MCP_OPTIONS: readonly OptionName[] = ['data', 'workspace', 'python', 'unsandboxed', 'help', 'version'];

/** The options that were typed. */
export function givenOptions(values: OptionValues): readonly OptionName[] {
  const names = Object.keys(OPTIONS) as OptionName[];
  return names.filter((name) => {
    const value = values[name];
    return Array.isArray(value) ? value.length > 0 : value !== null && value !== false;
  });
}

const USAGE = `Usage: docent serve [option…]
       docent mcp [${MCP_OPTIONS.slice(0, -2).map((name) => `--${name}`).join('] [')}]
       docent export FILE [--data DIR]

serve: OpenAI’s Assistants API on this machine, and an MCP server at /mcp.
mcp: an MCP server for the program that starts it, by standard input and output: search, documents, Python.
`;

/** The help, one line an option. */
export function helpText(): string {
  const rows = Object.entries<Option>(OPTIONS).map(([name, { takes, many, help }]) => [`--${name}${takes ? ` ${takes}` : ''}`, many ? `${help}; several times` : help] as const);
  const width = Math.max(...rows.map(([usage]) => usage.length));
  return `${USAGE}\n${rows.map(([usage, help]) => `  ${usage.padEnd(width)}  ${help}`).join('\n')}`;
}
