import * as vscode from 'vscode';
import { CATALOG, hostedModel, type Shutdown } from '../../core/models/catalog.ts';
import type { AskedBy, Lesson } from '../../core/models/lessons.ts';
import type { ListedModel } from '../../core/models/listModels.ts';
import { priceOf } from '../../core/models/price.ts';
import { readerOf } from '../../core/models/reader.ts';
import { OPENAI, splitId, type ModelSettings, type Server } from '../../core/models/servers.ts';
import { isLoopback } from '../../core/openai/address.ts';
import { errorInfo } from '../../core/types/errors.ts';
import type { Price } from '../../core/types/usage.ts';
import { here } from '../place.ts';
import type { WayToReach } from '../remotePlace.ts';
import type { LanguageModelInfo } from './vscode/languageModels.ts';

/** What choosing a row does. */
export type Choice =
  /** This model answers from now on. */
  | { readonly kind: 'model'; readonly id: string }
  | { readonly kind: 'deployment' }
  | { readonly kind: 'key'; readonly server: Server }
  | { readonly kind: 'keys' }
  | { readonly kind: 'addServer' }
  | { readonly kind: 'settings' }
  /** A model of a server that is known, which from now on is at this address. */
  | { readonly kind: 'moved'; readonly id: string; readonly server: Server }
  /** Whether this server counts as one that sends on what it is asked, from now on. */
  | { readonly kind: 'mark'; readonly server: Server; readonly remote: boolean }
  /** How to reach a server on the user's own machine. */
  | { readonly kind: 'way'; readonly way: WayToReach };

/** A row of the picker; headings have nothing to choose. */
export interface Row extends vscode.QuickPickItem {
  readonly choice?: Choice;
  /** What its button does. */
  readonly other?: Choice;
}

/** Nobody can tell of a server on this machine whether it sends on what it is asked; its user can. */
const SENDS_ON: vscode.QuickInputButton = { iconPath: new vscode.ThemeIcon('globe'), tooltip: 'This Server Sends On What It Is Asked: Treat It as Elsewhere' };
const ANSWERS_ITSELF: vscode.QuickInputButton = { iconPath: new vscode.ThemeIcon('home'), tooltip: 'This Server Answers Itself: Treat It as on This Machine' };

function mark(server: Server): Pick<Row, 'other' | 'buttons'> {
  if (!isLocal(server)) return {};
  const isRemote = server.isRemote === true;
  return { other: { kind: 'mark', server, remote: !isRemote }, buttons: [isRemote ? ANSWERS_ITSELF : SENDS_ON] };
}

export function heading(label: string): Row {
  return { label, kind: vscode.QuickPickItemKind.Separator };
}

export function searchOnlyRow(): Row {
  return { choice: model(''), label: 'Search only', description: here(), detail: 'Answers with the best passages themselves; profiles data.' };
}

/** OpenAI's models as the catalog knows them, for as long as nobody has asked OpenAI. */
export function catalogModels(): readonly ListedModel[] {
  return Object.keys(CATALOG.models).map((name) => {
    const { contextTokens, shutdown } = hostedModel(name);
    return { name, contextTokens, shutdown };
  });
}

/** @param lessonOf what was learned of a model, by its name there */
export function serverRows(
  server: Server,
  models: readonly ListedModel[],
  settings: ModelSettings,
  lessonOf: (model: string) => Lesson | null,
): readonly Row[] {
  return inOrder(server, models).map(({ name, contextTokens, shutdown, price }) => {
    const id = `${server.name}/${name}`;
    const detail = [shutdown ? `$(warning) ${shutdownWords(shutdown)}` : '', lessonWords(lessonOf(name))].filter(Boolean).join(' · ');
    return {
      choice: model(id),
      label: name,
      description: facts(placeOf(server, name), contextTokens, priceOf(id, settings) ?? price ?? null),
      ...(detail && { detail }),
      ...mark(server),
    };
  });
}

export function languageModelRow({ id, label, vendor, contextTokens }: LanguageModelInfo): Row {
  return { choice: model(id), label, description: facts(`${vendor}, through VS Code`, contextTokens, null) };
}

/** Models of a server on the user's own machine, seen from a remote window. */
export function ownMachineRows(server: Server, models: readonly ListedModel[]): readonly Row[] {
  return models.map(({ name, contextTokens }) => ({
    choice: { kind: 'moved', id: `${server.name}/${name}`, server },
    label: name,
    description: facts(`${server.label} on your own machine, at ${hostOf(server)}`, contextTokens, null),
  }));
}

export function wayRow(way: WayToReach): Row {
  return { choice: { kind: 'way', way }, label: '$(plug) Reach a model server on your own machine…', description: way.title, detail: way.detail };
}

/** Azure lists what it could deploy, not what is deployed. */
export function deploymentRow(server: Server): Row {
  return { choice: { kind: 'deployment' }, label: 'Name a deployment…', description: hostOf(server) };
}

export function noModelsRow(server: Server): Row {
  return { choice: { kind: 'settings' }, label: `${server.label} has no models yet`, description: placeOf(server), ...mark(server) };
}

/** A server of the user's that can't be asked, and why; it leads to where that can be put right. */
export function failureRow(server: Server, error: unknown): Row {
  const { message, action } = errorInfo(error);
  const choice: Choice = action === 'setApiKey' ? { kind: 'key', server } : { kind: 'settings' };
  return { choice, label: `$(warning) ${server.label} can’t be asked`, description: placeOf(server), detail: message };
}

export function moreRows(): readonly Row[] {
  return [
    { choice: { kind: 'addServer' }, label: '$(add) Add a server…', description: 'any that speaks OpenAI’s API' },
    { choice: { kind: 'keys' }, label: '$(key) Manage API keys…' },
    { choice: { kind: 'settings' }, label: '$(settings-gear) Open the settings' },
  ];
}

/** What is typed may be a model that no list has. */
export function typedRow(id: string, server: Server | undefined): Row {
  return { choice: model(id), label: `Use “${id}”`, alwaysShow: true, description: server ? placeOf(server, splitId(id)?.model) : 'no server of this name is set up' };
}

/** The host that a server's requests go to, or what is set in its place. */
export function hostOf({ baseUrl }: Server): string {
  return URL.parse(baseUrl)?.host ?? 'an address that is none';
}

export function isLocal({ baseUrl }: Server): boolean {
  const url = URL.parse(baseUrl);
  return url !== null && isLoopback(url);
}

function model(id: string): Choice {
  return { kind: 'model', id };
}

/** Where questions to a server’s model go. */
function placeOf(server: Server, model = ''): string {
  const url = URL.parse(server.baseUrl);
  return url ? (readerOf(url, model, server.isRemote === true) ?? `${here()}, as far as Docent knows`) : hostOf(server);
}

/** The catalog's order first, since its first model is the one to begin with; then by name. */
function inOrder(server: Server, models: readonly ListedModel[]): readonly ListedModel[] {
  if (server.name !== OPENAI) return models;
  const order = Object.keys(CATALOG.models);
  const rank = ({ name }: ListedModel) => (order.includes(name) ? order.indexOf(name) : order.length);
  return models.toSorted((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name));
}

function facts(place: string, contextTokens: number | null, price: Price | null): string {
  const context = contextTokens === null ? [] : [`${tokens(contextTokens)} context`];
  const cost = price ? [`${dollars(price.input)} in, ${dollars(price.output)} out per 1M tokens`] : [];
  return [place, ...context, ...cost].join(' · ');
}

/** $1, $0.10 and $0.075. */
function dollars(amount: number): string {
  const [, cents = ''] = String(amount).split('.');
  return `$${cents ? amount.toFixed(Math.max(2, cents.length)) : amount}`;
}

/** Sizes are round in one of two systems: 1,050,000 is 1.05M, and 32,768 is 32K. */
function tokens(count: number): string {
  if (count >= 1_000_000) return `${(count / 1_000_000).toFixed(2).replace(/\.?0+$/, '')}M`;
  return `${Math.round(count / (count % 1024 === 0 ? 1024 : 1000))}K`;
}

const ASKED: Readonly<Record<AskedBy, string>> = {
  responses: 'asked by Responses',
  chatCompletions: 'asked by Chat Completions',
  ollama: 'asked by Ollama’s own API, with a window as each question needs',
};

/** How a model is asked, as its first answers have shown; '' where that is as usual. */
function lessonWords(lesson: Lesson | null): string {
  if (!lesson) return '';
  const { api, refused, largestWindow = null } = lesson;
  const asked = api === null ? [] : [ASKED[api]];
  const left = [...new Set(api === null ? Object.values(refused).flat() : api === 'ollama' ? [] : refused[api])];
  const memory = largestWindow === null ? [] : [`with memory for ${tokens(largestWindow)}`];
  const facts = [...asked, ...memory, ...(lesson.inWords ? ['told of tools in words'] : []), ...(left.length > 0 ? [`without ${left.join(', ')}`] : [])];
  if (facts.length === 0) return '';
  return `${facts.join(', ')} (found out on ${new Date(lesson.at).toLocaleDateString('en', { day: 'numeric', month: 'short' })})`;
}

function shutdownWords({ date, successor }: Shutdown): string {
  const isOver = date <= new Date().toISOString().slice(0, 10);
  return `${isOver ? 'Shut down' : 'Shuts down'} on ${date}${successor ? `; ${successor} takes its place` : ''}`;
}
