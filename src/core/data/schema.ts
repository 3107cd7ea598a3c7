import type { DatabaseSync } from 'node:sqlite';
import { versionOf } from './version.ts';

/** One step a version: step n brings a file of version n to n + 1. Steps that were released are never changed. */
export const STEPS: readonly string[] = [
  `
  create table threads(
    id text primary key, origin text not null, workspace text not null, updated_at integer not null, body text not null
  ) strict;
  create index threads_by_workspace on threads(workspace, updated_at);
  create table items(
    seq integer primary key autoincrement, id text not null unique,
    thread_id text not null references threads(id) on delete cascade, run_id text, status text not null, body text not null
  ) strict;
  create index items_by_thread on items(thread_id, seq);
  create index items_by_run on items(run_id);
  create table runs(
    seq integer primary key autoincrement, id text not null unique,
    thread_id text not null references threads(id) on delete cascade, owner text not null, status text not null, body text not null
  ) strict;
  create index runs_by_thread on runs(thread_id, seq);
  -- The lock of a thread: there can't be two active runs, whoever starts them.
  create unique index one_active_run on runs(thread_id)
    where status in ('queued', 'in_progress', 'requires_action', 'cancelling');
  create table files(id text primary key, thread_id text, created_at integer not null, body text not null) strict;
  create index files_by_thread on files(thread_id);
  `,
  `
  create table assistants(seq integer primary key autoincrement, id text not null unique, body text not null) strict;
  update threads set body = json_set(body, '$.toolResources', json('{"codeInterpreterFiles": [], "vectorStores": []}'));
  update runs set body = json_set(body,
    '$.assistant.description', '', '$.assistant.topP', null, '$.assistant.reasoningEffort', null, '$.assistant.createdAt', 0,
    '$.assistant.responseFormat', json('{"type": "text"}'),
    '$.assistant.tools', json((
      select json_group_array(json_object('type', value, 'maxResults', null, 'scoreThreshold', null)) from json_each(body, '$.assistant.tools')
    )),
    '$.assistant.toolResources', json('{"codeInterpreterFiles": [], "vectorStores": ["workspace"]}'),
    '$.options', json('{"toolChoice": "auto", "parallelToolCalls": true, "maxPromptTokens": null, "maxCompletionTokens": null, "lastMessages": null}'),
    '$.turns', json_array(json_patch(body -> '$.usage', '{"estimated": false}')),
    '$.turns[0].cost', null, '$.metadata', json('{}'), '$.startedAt', body -> '$.createdAt', '$.expiresAt', null);
  update items set body = json_set(body, '$.content', (
    select json_group_array(json(
      iif(value ->> '$.type' = 'file', json_set(value, '$.file.id', null, '$.file.tools', json('["code_interpreter"]')), value)
    )) from json_each(body, '$.content')
  )) where body ->> '$.type' = 'message';
  update items set body = json_set(body, '$.endedAt', iif(status = 'in_progress', null, body -> '$.createdAt'));
  `,
  `
  alter table files rename to files_before;
  drop index files_by_thread;
  create table files(seq integer primary key autoincrement, id text not null unique, thread_id text, body text not null) strict;
  create index files_by_thread on files(thread_id);
  insert into files(id, thread_id, body) select id, thread_id, json_set(body, '$.createdAt', created_at, '$.expiresAt', null,
    '$.purpose', iif(thread_id is null, 'user_data', 'assistants_output')) from files_before order by created_at;
  drop table files_before;
  create table vector_stores(seq integer primary key autoincrement, id text not null unique, body text not null) strict;
  -- A file's id is that of the uploaded file; the owner is the process that reads it.
  create table store_files(
    seq integer primary key autoincrement, store_id text not null references vector_stores(id) on delete cascade, id text not null,
    status text not null, owner text not null, body text not null, unique(store_id, id)
  ) strict;
  create index store_files_by_id on store_files(id);
  create table file_batches(
    seq integer primary key autoincrement, id text not null unique,
    store_id text not null references vector_stores(id) on delete cascade, body text not null
  ) strict;
  create index file_batches_by_store on file_batches(store_id);
  `,
  `
  update runs set body = json_set(body, '$.leftOut', json('{"messages": 0, "results": 0}'));
  -- One row a run; it outlives its thread, so it holds nothing that was said there.
  create table usage(
    run_id text primary key, thread_id text not null, at integer not null, model text not null,
    input_tokens integer not null, cached_tokens integer not null, output_tokens integer not null, reasoning_tokens integer not null,
    estimated integer not null, cost real
  ) strict;
  create index usage_by_time on usage(at);
  insert into usage
    select runs.id, thread_id, body ->> '$.createdAt', body ->> '$.model',
      sum(turn.value ->> '$.inputTokens'), sum(turn.value ->> '$.cachedTokens'),
      sum(turn.value ->> '$.outputTokens'), sum(turn.value ->> '$.reasoningTokens'),
      max(turn.value ->> '$.estimated'), sum(turn.value ->> '$.cost')
    from runs, json_each(runs.body, '$.turns') as turn group by runs.id
    having sum(turn.value ->> '$.inputTokens') + sum(turn.value ->> '$.outputTokens') > 0;
  `,
  `
  -- What is asked of a page of a long thread: its messages, and the few items with files, attached or made by code.
  create index messages_by_thread on items(thread_id, seq) where body ->> '$.type' = 'message';
  create index messages_by_run on items(run_id, seq) where body ->> '$.type' = 'message';
  create index files_in_thread on items(thread_id, seq) where instr(body, '"type":"file"') > 0;
  `,
  `
  -- What threads and indexes are kept under; a thread's workspace is the ids of its folders, a line each.
  create table folders(id text primary key, key text not null unique, path text not null, mark text) strict;
  drop index threads_by_workspace;
  create index threads_by_time on threads(updated_at);
  `,
  `
  -- A thread's revision grows with each change of its items and runs; shrunk is that of the last one that took items away.
  alter table threads add column revision integer not null default 0;
  alter table threads add column shrunk integer not null default 0;
  -- Beside the items, whose rows may be long and would be written twice.
  create table changes(
    item_id text primary key references items(id) on delete cascade, thread_id text not null, revision integer not null
  ) strict, without rowid;
  create index changes_by_thread on changes(thread_id, revision);
  insert into changes select id, thread_id, 0 from items;
  create trigger item_added after insert on items begin
    update threads set revision = revision + 1 where id = new.thread_id;
    insert into changes select new.id, id, revision from threads where id = new.thread_id;
  end;
  create trigger item_changed after update of body on items begin
    update threads set revision = revision + 1 where id = new.thread_id;
    update changes set revision = (select threads.revision from threads where id = new.thread_id) where item_id = new.id;
  end;
  create trigger item_deleted after delete on items begin
    update threads set revision = revision + 1, shrunk = revision + 1 where id = old.thread_id;
  end;
  create trigger run_added after insert on runs begin
    update threads set revision = revision + 1 where id = new.thread_id;
  end;
  create trigger run_changed after update of body on runs begin
    update threads set revision = revision + 1 where id = new.thread_id;
  end;
  `,
  // Of the cost, what containers for code took.
  'alter table usage add column container_cost real not null default 0;',
  `
  -- Stores at hosted services that are in use; the owner is the process that works on one.
  create table hosted_stores(seq integer primary key autoincrement, id text not null unique, owner text not null default '', body text not null) strict;
  -- What Docent made at hosted services, each written before it is made there.
  create table ledger(
    seq integer primary key autoincrement, address text not null, kind text not null, key text not null, store_id text, body text not null,
    unique(address, kind, key)
  ) strict;
  create index ledger_by_store on ledger(store_id);
  `,
  `
  create table responses(
    id text primary key, thread_id text not null references threads(id) on delete cascade, body text not null
  ) strict;
  create index responses_by_thread on responses(thread_id);
  create table containers(seq integer primary key autoincrement, id text not null unique, body text not null) strict;
  create table container_files(
    seq integer primary key autoincrement, id text not null unique,
    container_id text not null references containers(id) on delete cascade, body text not null
  ) strict;
  create index files_by_container on container_files(container_id, seq);
  `,
];

/**
 * Brings the file to the newest version, after `keep` has copied it as it is. All of it happens or nothing.
 * Another process may do the same at the same time, or write: what is migrated is what was copied.
 */
export function migrateKeeping(db: DatabaseSync, keep: () => void): void {
  for (;;) {
    const before = changesOf(db);
    const version = versionOf(db);
    if (version >= STEPS.length) return;
    // A new file holds nothing yet.
    if (version > 0) keep();
    db.exec('begin immediate');
    try {
      if (changesOf(db) === before) {
        for (const step of STEPS.slice(version)) db.exec(step);
        db.exec(`pragma user_version = ${STEPS.length}`);
        db.exec('commit');
        return;
      }
      db.exec('rollback');
    } catch (error) {
      if (db.isTransaction) db.exec('rollback');
      throw error;
    }
  }
}

/** Another number whenever another connection has written. */
function changesOf(db: DatabaseSync): unknown {
  return db.prepare('pragma data_version').get()?.['data_version'];
}
