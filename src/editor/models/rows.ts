import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { CATALOG, hostedModel, type Shutdown } from '../../core/models/catalog.ts';
import type { AskedBy, Lesson } from '../../core/models/lessons.ts';
import type { ListedModel } from '../../core/models/listModels.ts';
import { priceOf } from '../../core/models/price.ts';
import { readerOf } from '../../core/models/reader.ts';
import { OLLAMA, OPENAI, splitId, type ModelSettings, type Server } from '../../core/models/servers.ts';
import { isLoopback } from '../../core/openai/address.ts';
import { errorInfo } from '../../core/types/errors.ts';
import type { Price } from '../../core/types/usage.ts';
import { here } from '../place.ts';
import { settings } from '../settings.ts';
import type { WayToReach } from '../remotePlace.ts';
import type { LanguageModelInfo } from './vscode/languageModels.ts';
import { language } from '../../core/text/language.ts';

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
  /** Passages are to be found by their meaning, too: with which model is asked next. */
  | { readonly kind: 'embeddings' }
  /** A page of the web says how one gets what is missing. */
  | { readonly kind: 'page'; readonly url: string }
  /** How to reach a server on the user's own machine. */
  | { readonly kind: 'way'; readonly way: WayToReach };

/** A row of the picker; headings have nothing to choose. */
export interface Row extends vscode.QuickPickItem {
  readonly choice?: Choice;
  /** What its button does. */
  readonly other?: Choice;
}

/** Nobody can tell of a server on this machine whether it sends on what it is asked; its user can. */
const SENDS_ON: vscode.QuickInputButton = { iconPath: new vscode.ThemeIcon('globe'), tooltip: t('This Server Sends On What It Is Asked: Treat It as Elsewhere') };
const ANSWERS_ITSELF: vscode.QuickInputButton = { iconPath: new vscode.ThemeIcon('home'), tooltip: t('This Server Answers Itself: Treat It as on This Machine') };

function mark(server: Server): Pick<Row, 'other' | 'buttons'> {
  if (!isLocal(server)) return {};
  const isRemote = server.isRemote === true;
  return { other: { kind: 'mark', server, remote: !isRemote }, buttons: [isRemote ? ANSWERS_ITSELF : SENDS_ON] };
}

export function heading(label: string): Row {
  return { label, kind: vscode.QuickPickItemKind.Separator };
}

export function searchOnlyRow(): Row {
  return { choice: model(''), label: t('Search only'), description: here(), detail: t('Answers with the best passages themselves; profiles data.') };
}

/** What a server's embedding models are good for; nothing where one is used already. */
export function embeddingRows(names: readonly string[]): readonly Row[] {
  if (names.length === 0 || settings.embeddings() !== '') return [];
  return [{ choice: { kind: 'embeddings' }, label: t('$(telescope) Search by Meaning, Too…'), description: names.join(', '), detail: t('Finds what has no word of the question. Nothing is sent before you agree.') }];
}

/** OpenAI's models as the catalog knows them, for as long as nobody has asked OpenAI. */
export function catalogModels(): readonly ListedModel[] {
  return Object.keys(CATALOG.models).map((name) => {
    const { contextTokens, shutdown } = hostedModel(name);
    return { name, contextTokens, shutdown };
  });
}

/** What is known of a server's models besides their list. */
export interface Known {
  readonly settings: ModelSettings;
  /** What was learned of a model, by its name there. */
  lessonOf(model: string): Lesson | null;
  /** Whether it answers nobody without a key, and has none. */
  readonly lacksKey: boolean;
}

export function serverRows(server: Server, models: readonly ListedModel[], { settings, lessonOf, lacksKey }: Known): readonly Row[] {
  return inOrder(server, models).map(({ name, contextTokens, shutdown, price }) => {
    const id = `${server.name}/${name}`;
    const place = placeOf(server, name);
    const detail = [shutdown ? `$(warning) ${shutdownWords(shutdown)}` : '', lessonWords(lessonOf(name))].filter(Boolean).join(' · ');
    return {
      choice: model(id),
      label: name,
      description: facts(lacksKey ? t('{0}, needs an API key', place) : place, contextTokens, priceOf(id, settings) ?? price ?? null),
      ...(detail && { detail }),
      ...mark(server),
    };
  });
}

export function languageModelRow({ id, label, vendor, contextTokens }: LanguageModelInfo): Row {
  return { choice: model(id), label, description: facts(t('{0}, through VS Code', vendor), contextTokens, null) };
}

/** Models of a server on the user's own machine, seen from a remote window. */
export function ownMachineRows(server: Server, models: readonly ListedModel[]): readonly Row[] {
  return models.map(({ name, contextTokens }) => ({
    choice: { kind: 'moved', id: `${server.name}/${name}`, server },
    label: name,
    description: facts(t('{0} on your own machine, at {1}', server.label, hostOf(server)), contextTokens, null),
  }));
}

export function wayRow(way: WayToReach): Row {
  return { choice: { kind: 'way', way }, label: t('$(plug) Reach a model server on your own machine…'), description: way.title, detail: way.detail };
}

/** Azure lists what it could deploy, not what is deployed. */
export function deploymentRow(server: Server): Row {
  return { choice: { kind: 'deployment' }, label: t('Name a deployment…'), description: hostOf(server) };
}

/** What one needs for a model on one's own machine: the row is there as long as nothing answers at Ollama's usual port. */
export function ollamaRow({ label }: Server): Row {
  return {
    choice: { kind: 'page', url: 'https://ollama.com/download' },
    label: t('$(cloud-download) Get {0}…', label),
    description: t('it does not run on {0}', here()),
    detail: t('Free, without an account: start it, fetch a model with “ollama pull qwen3:8b”, and choose that here.'),
  };
}

export function noModelsRow(server: Server): Row {
  const common = { description: placeOf(server), ...mark(server) };
  if (server.name === OLLAMA) {
    const detail = t('“ollama pull qwen3:8b” fetches one; Ollama’s page lists others.');
    return { choice: { kind: 'page', url: 'https://ollama.com/search?c=tools' }, label: t('{0} has no models yet', server.label), detail, ...common };
  }
  return { choice: { kind: 'settings' }, label: t('{0} has no models yet', server.label), ...common };
}

/** A server of the user's that can't be asked, and why; it leads to where that can be put right. */
export function failureRow(server: Server, error: unknown): Row {
  const { message, action } = errorInfo(error);
  const choice: Choice = action === 'setApiKey' ? { kind: 'key', server } : { kind: 'settings' };
  return { choice, label: t('$(warning) {0} can’t be asked', server.label), description: placeOf(server), detail: message };
}

export function moreRows(): readonly Row[] {
  return [
    { choice: { kind: 'addServer' }, label: t('$(add) Add a server…'), description: t('any that speaks OpenAI’s API') },
    { choice: { kind: 'keys' }, label: t('$(key) Manage API keys…') },
    { choice: { kind: 'settings' }, label: t('$(settings-gear) Open the settings') },
  ];
}

/** What is typed may be a model that no list has. */
export function typedRow(id: string, server: Server | undefined): Row {
  return { choice: model(id), label: t('Use “{0}”', id), alwaysShow: true, description: server ? placeOf(server, splitId(id)?.model) : t('no server of this name is set up') };
}

/** The host that a server's requests go to, or what is set in its place. */
export function hostOf({ baseUrl }: Server): string {
  return URL.parse(baseUrl)?.host ?? t('an address that is none');
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
  return url ? (readerOf(url, model, server.isRemote === true) ?? t('{0}, as far as Docent knows', here())) : hostOf(server);
}

/** The catalog's order first, since its first model is the one to begin with; then by name. */
function inOrder(server: Server, models: readonly ListedModel[]): readonly ListedModel[] {
  if (server.name !== OPENAI) return models;
  const order = Object.keys(CATALOG.models);
  const rank = ({ name }: ListedModel) => (order.includes(name) ? order.indexOf(name) : order.length);
  return models.toSorted((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name));
}

function facts(place: string, contextTokens: number | null, price: Price | null): string {
  const context = contextTokens === null ? [] : [t('{0} context', tokens(contextTokens))];
  const cost = price ? [t('{0} in, {1} out per 1M tokens', dollars(price.input), dollars(price.output))] : [];
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
  responses: t('asked by Responses'),
  chatCompletions: t('asked by Chat Completions'),
  ollama: t('asked by Ollama’s own API, with a window as each question needs'),
};

/** How a model is asked, as its first answers have shown; '' where that is as usual. */
function lessonWords(lesson: Lesson | null): string {
  if (!lesson) return '';
  const { api, refused, largestWindow = null } = lesson;
  const asked = api === null ? [] : [ASKED[api]];
  const left = [...new Set(api === null ? Object.values(refused).flat() : api === 'ollama' ? [] : refused[api])];
  const memory = largestWindow === null ? [] : [t('with memory for {0}', tokens(largestWindow))];
  const facts = [...asked, ...memory, ...(lesson.inWords ? [t('told of tools in words')] : []), ...(left.length > 0 ? [t('without {0}', left.join(', '))] : [])];
  if (facts.length === 0) return '';
  return t('{0} (found out on {1})', facts.join(', '), new Date(lesson.at).toLocaleDateString(language(), { day: 'numeric', month: 'short' }));
}

function shutdownWords({ date, successor }: Shutdown): string {
  const isOver = date <= new Date().toISOString().slice(0, 10);
  if (successor) return isOver ? t('Shut down on {0}; {1} takes its place', date, successor) : t('Shuts down on {0}; {1} takes its place', date, successor);
  return isOver ? t('Shut down on {0}', date) : t('Shuts down on {0}', date);
}
