import type { StoreFileRows } from '../../../data/storeFiles.ts';
import type { StoreRows } from '../../../data/vectorStores.ts';

/** Is told the id of a store that has changed, come or gone. */
export type Tell = (storeId: string) => void;

/** The same rows; each change of a store is told. */
export function toldStores(rows: StoreRows, tell: Tell): StoreRows {
  const after = <T>(id: string, work: Promise<T>): Promise<T> => work.finally(() => tell(id));
  return {
    ...rows,
    add: (store) => after(store.id, rows.add(store)),
    update: (id, changes) => after(id, rows.update(id, changes)),
    expire: (id) => after(id, rows.expire(id)),
    delete: (id) => after(id, rows.delete(id)),
  };
}

/** The same rows; each change of a store's files is told. */
export function toldFiles(rows: StoreFileRows, tell: Tell): StoreFileRows {
  const after = <T>(ids: readonly string[], work: Promise<T>): Promise<T> =>
    work.finally(() => {
      for (const id of new Set(ids)) tell(id);
    });
  return {
    ...rows,
    add: (files, owner, batch) => after(files.map(({ storeId }) => storeId), rows.add(files, owner, batch)),
    setAttributes: (storeId, fileId, attributes) => after([storeId], rows.setAttributes(storeId, fileId, attributes)),
    finish: (storeId, fileId, outcome) => after([storeId], rows.finish(storeId, fileId, outcome)),
    delete: (storeId, fileId) => after([storeId], rows.delete(storeId, fileId)),
    cancelBatch: (batch) => after([batch.storeId], rows.cancelBatch(batch)),
  };
}
