import { createContext } from 'preact';
import { useCallback, useContext, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { DataState } from '../../core/types/dataState.ts';
import { errorInfo, isAbort, type ErrorInfo } from '../../core/types/errors.ts';
import type { RunEvent } from '../../core/types/events.ts';
import { reduce } from '../../core/types/reducer.ts';
import { isActive, usageOf } from '../../core/types/run.ts';
import type { HostContract, Patch, Sought, ViewContract, ViewState } from '../../protocol/view.ts';
import { connect, type Peer } from '../../rpc.ts';
import { createMentions, type Mentions } from './mentions.ts';
import { memory, port } from './port.ts';

type Requests = HostContract['requests'];

/** What the components do through the editor, and where they report what failed. */
export interface HostActions {
  /** Asks the editor; a failure is shown above the composer. Resolves to whether it went well. */
  send<Name extends keyof Requests>(name: Name, params: Requests[Name]['params']): Promise<boolean>;
  /** The same for what is answered with more than that; null where it failed. */
  request<Name extends keyof Requests>(name: Name, params: Requests[Name]['params']): Promise<Requests[Name]['result'] | null>;
  /** Whether questions can be asked here: an analysis has no field for them. */
  readonly canAsk: boolean;
  /** Puts a text into the question's field, as a quotation. */
  quote(text: string): void;
  /** Shows a branch, from the place on at which it parts. */
  showBranch(branch: ShownBranch): void;
  /** The branch that was asked for last. */
  readonly shownBranch: () => ShownBranch | null;
  /** The question that is to be edited; a new object for each time. */
  readonly edit: { readonly itemId: string } | null;
  /** How often the user has asked here. */
  readonly asks: number;
  readonly filesUri: string;
  readonly mentions: Mentions;
  /** The names of the assistants that answered, by run. */
  readonly authors: ViewState['authors'];
}

export interface ShownBranch {
  readonly threadId: string;
  readonly place: number;
}

export const HostContext = createContext<HostActions>({
  send: async () => false,
  request: async () => null,
  canAsk: false,
  quote: () => {},
  showBranch: () => {},
  shownBranch: () => null,
  edit: null,
  asks: 0,
  filesUri: '',
  mentions: createMentions(async () => []),
  authors: {},
});
export const useHost = (): HostActions => useContext(HostContext);

export interface Connection {
  /** How it stands with what the editor keeps. */
  readonly data: DataState;
  /** Null until the editor has answered the handshake. */
  readonly state: ViewState | null;
  readonly error: ErrorInfo | null;
  /** Text to put into the question's field; a new object for each time. */
  readonly focus: { readonly text: string } | null;
  /** What is to be looked for in the thread; a new object for each time. */
  readonly find: Sought | null;
  readonly actions: Omit<HostActions, 'canAsk' | 'filesUri' | 'authors'>;
}

/** Whether one wants to see what is answered. */
const ASKING: ReadonlySet<keyof Requests> = new Set(['ask', 'askSample', 'goOn', 'followUp']);
const isQuestion = (name: keyof Requests, params: unknown) => ASKING.has(name) || (name === 'act' && params === 'retry');

/** The view's connection to the editor: state comes in, requests go out. */
export function useConnection(): Connection {
  const [state, setState] = useState<ViewState | null>(null);
  const [data, setData] = useState<DataState>({ kind: 'opening' });
  const [error, setError] = useState<ErrorInfo | null>(null);
  const [focus, setFocus] = useState<Connection['focus']>(null);
  const [find, setFind] = useState<Connection['find']>(null);
  const [edit, setEdit] = useState<HostActions['edit']>(null);
  const [asks, setAsks] = useState(0);
  const host = useRef<Peer<HostContract>>(null);

  useEffect(() => {
    // A stream may bring more than the screen has frames: what comes between two is drawn together.
    const pending: (Patch | RunEvent)[] = [];
    const draw = () => {
      const told = pending.splice(0);
      setState((now) => now && told.flatMap((patch) => eventsOf(patch, now)).reduce(reduceView, now));
    };
    const peer = connect<ViewContract, HostContract>(port, {
      requests: {},
      events: {
        data: setData,
        state(next) {
          memory.set({ threadId: next.thread?.id ?? null });
          pending.length = 0; // All of it is in there.
          setState(next);
        },
        context: (context) => setState((now) => now && { ...now, ...context }),
        run(patch) {
          const events = 'events' in patch ? patch.events : [patch];
          if (events.some((event) => event.type === 'run' && isActive(event.run.status))) setError(null);
          if (pending.push(patch) === 1) requestAnimationFrame(draw);
        },
        focus: setFocus,
        find: setFind,
        edit: setEdit,
      },
    });
    host.current = peer;
    peer.request('ready', null).catch((thrown: unknown) => setError(errorInfo(thrown)));
    return () => peer.dispose();
  }, []);

  const send: HostActions['send'] = useCallback(async (name, params) => {
    try {
      setError(null);
      if (isQuestion(name, params)) setAsks((count) => count + 1);
      await host.current?.request(name, params);
      return true;
    } catch (thrown) {
      if (!isAbort(thrown)) setError(errorInfo(thrown));
      return false;
    }
  }, []);
  const request: HostActions['request'] = useCallback(async (name, params) => {
    try {
      return (await host.current?.request(name, params)) ?? null;
    } catch (thrown) {
      if (!isAbort(thrown)) setError(errorInfo(thrown));
      return null;
    }
  }, []);
  const mentions = useMemo(() => createMentions(async (asked) => (await host.current?.request('findMentions', { mentions: asked })) ?? []), []);
  const branch = useRef<ShownBranch | null>(null);
  const showBranch = useCallback((shown: ShownBranch) => {
    branch.current = shown;
    void send('showBranch', { threadId: shown.threadId });
  }, []);
  const quote = useCallback((text: string) => setFocus({ text: `${text.replace(/^/gm, '> ')}\n\n` }), []);
  const shownBranch = useCallback(() => branch.current, []);
  const actions = useMemo(() => ({ send, request, quote, showBranch, shownBranch, mentions, edit, asks }), [edit, asks]);
  return { data, state, error, focus, find, actions };
}

/** Whether an event is about an item above the part of the thread that is here: code there was run again. */
function isAbove({ items, earlier }: ViewState, event: RunEvent): boolean {
  if (earlier === 0 || (event.type !== 'item.added' && event.type !== 'item.done')) return false;
  return event.item.createdAt < (items[0]?.createdAt ?? 0) && !items.some(({ id }) => id === event.item.id);
}

/** Of another thread nothing is shown; what it is at when it is shown, its state will say. */
function eventsOf(patch: Patch | RunEvent, { thread }: ViewState): readonly RunEvent[] {
  if (!('events' in patch)) return [patch];
  return patch.threadId === thread?.id ? patch.events : [];
}

function reduceView(state: ViewState, event: RunEvent): ViewState {
  if (isAbove(state, event)) return state;
  const usage = event.type === 'run' ? { ...state.usage, [event.run.id]: usageOf(event.run) } : state.usage;
  return { ...state, ...reduce(state, event), usage };
}
