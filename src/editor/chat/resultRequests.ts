import type { Docent } from '../../core/docent.ts';
import type { Table } from '../../core/types/output.ts';
import type { HostContract } from '../../protocol/view.ts';
import type { Handlers } from '../../rpc.ts';
import { openCode, openImage, saveChart, saveFile, saveTable } from '../results.ts';

export interface ResultParts {
  readonly docent: Pick<Docent, 'files'>;
  openTable(table: Table, threadId: string | null): Promise<void>;
}

/**
 * How a view's requests are answered that open or save what an answer shows.
 * @param threadId of the thread that is shown
 */
export function resultRequests({ docent, openTable }: ResultParts, threadId: () => string | null): Pick<Handlers<HostContract>['requests'], 'openImage' | 'saveChart' | 'saveFile' | 'saveTable' | 'openTable' | 'openCode'> {
  const done = async (work: Thenable<unknown>): Promise<null> => {
    await work;
    return null;
  };
  return {
    openImage: (file) => done(openImage(docent.files.path(file))),
    saveChart: (chart) => done(saveChart(chart)),
    saveFile: (file) => done(saveFile(docent.files.path(file), file.name)),
    saveTable: (table) => done(saveTable(table)),
    openTable: (table) => done(openTable(table, threadId())),
    openCode: ({ code, language }) => done(openCode(code, language)),
  };
}
