import { WORKSPACE } from '../types/vectorStore.ts';

/** Assistants keep ids of vector stores; files name them, since an id means nothing to anybody else. */
export interface StoreNames {
  /** `workspace` first. */
  readonly names: readonly string[];
  /** What is no name stays as it is. */
  idOf(name: string): string;
  /** The id itself where the store has no name, or not alone. */
  nameOf(id: string): string;
}

export interface NamedStore {
  readonly id: string;
  readonly name: string;
}

/** The names by which files of assistants may call stores: those that one store alone has. What is no such name passes for an id, and the other way round. */
export function readStoreNames(data: readonly NamedStore[]): StoreNames {
  const named = data.filter(({ name }) => name && name !== WORKSPACE && data.filter((other) => other.name === name).length === 1);
  return {
    names: [WORKSPACE, ...named.map(({ name }) => name)],
    idOf: (name) => named.find((store) => store.name === name)?.id ?? name,
    nameOf: (id) => named.find((store) => store.id === id)?.name ?? id,
  };
}

/** The same assistant with its vector stores called otherwise. */
export function withStores<T extends { readonly toolResources: { readonly vectorStores: readonly string[] } }>(assistant: T, call: (store: string) => string): T {
  const { toolResources } = assistant;
  return { ...assistant, toolResources: { ...toolResources, vectorStores: toolResources.vectorStores.map(call) } };
}
