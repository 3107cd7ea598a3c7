import type { DatabaseSync } from 'node:sqlite';
import type { HostedFile } from '../types/hosted.ts';
import type { Database } from './database.ts';

/** Something that Docent made, or is about to make, at a hosted service. */
export interface LedgerEntry {
  /** The service's base URL. */
  readonly address: string;
  readonly kind: 'store' | 'container';
  /** What it is known by before the service has given it an id: it bears this there, too. */
  readonly key: string;
  /** Null until the service has answered. */
  readonly id: string | null;
  readonly name: string;
  /** The workspace of a store, the thread of a container. */
  readonly of: string;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
}

/** A file that Docent uploaded, or is about to, with what it is known by there. */
export interface LedgerFile extends HostedFile {
  readonly address: string;
  /** A part of the name that it bears there, see {@link LedgerEntry.key}. */
  readonly key: string;
}

/**
 * What Docent made at hosted services. A row is written before the call that makes or deletes what it tells of, and goes once the service
 * has said that it is deleted: whatever ends Docent, nothing is there that no row names.
 */
export interface Ledger {
  save(entries: readonly LedgerEntry[]): Promise<void>;
  entries(address: string): Promise<readonly LedgerEntry[]>;
  forget(address: string, kind: LedgerEntry['kind'], keys: readonly string[]): Promise<void>;
  saveFiles(files: readonly LedgerFile[]): Promise<void>;
  /** Of a store, or of all of them at an address. */
  files(of: { readonly storeId: string } | { readonly address: string }): Promise<readonly LedgerFile[]>;
  forgetFiles(address: string, keys: readonly string[]): Promise<void>;
}

export function createLedger(database: Database): Ledger {
  return {
    save: (entries) =>
      database.write((db) => {
        const put = db.prepare(
          'insert into ledger(address, kind, key, store_id, body) values (?, ?, ?, null, ?) on conflict(address, kind, key) do update set body = excluded.body',
        );
        for (const entry of entries) put.run(entry.address, entry.kind, entry.key, JSON.stringify(entry));
      }),
    entries: (address) =>
      database.read((db) => db.prepare("select body from ledger where address = ? and kind <> 'file' order by seq").all(address).map((row) => JSON.parse(String(row['body'])) as LedgerEntry)),
    forget: (address, kind, keys) => database.write((db) => forget(db, address, kind, keys)),
    saveFiles: (files) =>
      database.write((db) => {
        const put = db.prepare(
          `insert into ledger(address, kind, key, store_id, body) values (?, 'file', ?, ?, ?)
           on conflict(address, kind, key) do update set store_id = excluded.store_id, body = excluded.body`,
        );
        for (const file of files) put.run(file.address, file.key, file.storeId, JSON.stringify(file));
      }),
    files: (of) =>
      database.read((db) => {
        const [column, value] = 'storeId' in of ? ['store_id', of.storeId] : ['address', of.address];
        return db.prepare(`select body from ledger where kind = 'file' and ${column} = ? order by seq`).all(value).map((row) => JSON.parse(String(row['body'])) as LedgerFile);
      }),
    forgetFiles: (address, keys) => database.write((db) => forget(db, address, 'file', keys)),
  };
}

function forget(db: DatabaseSync, address: string, kind: string, keys: readonly string[]): void {
  const drop = db.prepare('delete from ledger where address = ? and kind = ? and key = ?');
  for (const key of keys) drop.run(address, kind, key);
}
