import { t } from '@vscode/l10n';
import { lessonIn, lessonKey } from '../../core/models/lessons.ts';
import { listModels } from '../../core/models/listModels.ts';
import { AZURE, OLLAMA, OPENAI, serversOf, type ModelSettings, type Server } from '../../core/models/servers.ts';
import { here } from '../place.ts';
import { ownMachineSource } from './ownMachine.ts';
import { catalogModels, deploymentRow, embeddingRows, failureRow, hostOf, isLocal, languageModelRow, noModelsRow, ollamaRow, searchOnlyRow, serverRows } from './rows.ts';
import type { Source, SourceParts } from './source.ts';

/** A server on this machine answers at once, if it is there. */
const LOCAL_TIMEOUT_MS = 2_000;
/** Nobody waits for it: what comes later is added to what is shown. */
const REMOTE_TIMEOUT_MS = 10_000;

/**
 * To find models it connects to this machine, in a remote window also to the user's own where that is behind the gateway, to servers that
 * the user has set up, by address or key, and to no other.
 */
export async function modelSources(parts: SourceParts, settings: ModelSettings, signal: AbortSignal): Promise<readonly Source[]> {
  const ownMachine = ownMachineSource(parts, settings, signal);
  const servers = serversOf(settings).toSorted((a, b) => Number(isLocal(b)) - Number(isLocal(a)));
  return [
    { title: t('Without a language model'), rows: [searchOnlyRow()], find: null },
    ...(await Promise.all(servers.map((server) => serverSource(server, parts, settings, signal)))),
    ...(ownMachine ? [ownMachine] : []),
    { title: 'VS Code', rows: [], find: async () => (await parts.languageModels.list()).map(languageModelRow) },
  ];
}

/** The ids of all models that can be asked now. */
export async function modelIds(parts: SourceParts, settings: ModelSettings, signal: AbortSignal): Promise<readonly string[]> {
  const sources = await modelSources(parts, settings, signal);
  const rows = (await Promise.all(sources.map(({ rows, find }) => find?.() ?? rows))).flat();
  return rows.flatMap(({ choice }) => (choice?.kind === 'model' && choice.id ? [choice.id] : []));
}

async function serverSource(server: Server, { apiKeys, log, memory }: SourceParts, settings: ModelSettings, signal: AbortSignal): Promise<Source> {
  const title = isLocal(server) ? t('{0}, on {1}', server.label, here()) : t('{0}, at {1}', server.label, hostOf(server));
  if (server.name === AZURE) return { title, rows: [deploymentRow(server)], find: null };
  const key = await apiKeys.get(server.baseUrl);
  const isSetUp = Object.hasOwn(settings.servers, server.name);
  const lacksKey = server.name === OPENAI && !isSetUp && !key;
  const known = { settings, lessonOf: (model: string) => (memory ? lessonIn(memory, lessonKey(server, model)) : null), lacksKey };
  const rows = server.name === OPENAI ? serverRows(server, catalogModels(), known) : [];
  if (!isSetUp && !key && !isLocal(server)) return { title, rows, find: null };
  const timeoutMs = isLocal(server) ? LOCAL_TIMEOUT_MS : REMOTE_TIMEOUT_MS;
  return {
    title,
    rows,
    async find() {
      try {
        const { models, embeddingModels } = await listModels(server, { key, timeoutMs, signal, log });
        return [...(models.length > 0 ? serverRows(server, models, known) : [noModelsRow(server)]), ...embeddingRows(embeddingModels)];
      } catch (error) {
        if (isSetUp || key) return [...rows, failureRow(server, error)];
        // Nobody expects a server that was only looked for at its usual port; but whoever has none is to know how one gets it.
        return server.name === OLLAMA ? [ollamaRow(server)] : [];
      }
    },
  };
}
