import assert from 'node:assert/strict';
import type { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { randomBytes } from 'node:crypto';
import { call, failure, textOf } from './client.ts';
import { NOTES } from './folder.ts';

/** An image that needs no library. */
const IMAGE = `
import struct, zlib
class Dot:
    def _repr_png_(self):
        part = lambda name, data: struct.pack('>I', len(data)) + name + data + struct.pack('>I', zlib.crc32(name + data))
        return b'\\x89PNG\\r\\n\\x1a\\n' + part(b'IHDR', struct.pack('>IIBBBBB', 1, 1, 8, 2, 0, 0, 0)) + part(b'IDAT', zlib.compress(b'\\0\\1\\2\\3')) + part(b'IEND', b'')
`;

/** What every client of the MCP server can do, however it is connected. @param clientOf one that is connected to a server of `makeWorkspace`'s folder */
export function answersClients(clientOf: () => Client): void {
  test('says who it is and what it can do, and which of that changes something', async () => {
    const client = clientOf();
    assert.equal(client.getServerVersion()?.name, 'docent');
    assert.match(client.getInstructions() ?? '', /cite file and lines/);
    const { tools } = await client.listTools();
    const hints = Object.fromEntries(tools.map(({ name, annotations }) => [name, annotations?.readOnlyHint]));
    assert.deepEqual(hints, { search_knowledge: true, read_lines: true, list_stores: true, run_python: false });
    for (const { inputSchema, title, description } of tools) assert.ok(inputSchema.type === 'object' && title && description);
  });

  test('a search gives passages with file, lines and quote', async () => {
    const result = await call(clientOf(), 'search_knowledge', { query: 'Where does the pilot board?', limit: 3 });
    assert.match(textOf(result), /harbour\.md:\d+-\d+\n[^]*The pilot boards at buoy seven\./);
    const { passages } = result.structuredContent as { readonly passages: readonly Record<string, unknown>[] };
    const [best] = passages;
    assert.ok(best && passages.length <= 3);
    assert.deepEqual([best['file'], best['uri']], ['harbour.md', 'docent://workspace/harbour.md']);
    assert.ok(Number(best['start_line']) <= 40 && Number(best['end_line']) >= 40);
    assert.match(String(best['quote']), /The pilot boards at buoy seven\./);
  });

  test('one reads on around a line, in a range, and by URI; what is not there is named', async () => {
    const client = clientOf();
    const lines = async (args: Readonly<Record<string, unknown>>) => {
      const { start_line, end_line, text } = (await call(client, 'read_lines', args)).structuredContent as { readonly start_line: number; readonly end_line: number; readonly text: string };
      return { start_line, end_line, first: text.split('\n')[0] };
    };
    assert.deepEqual(await lines({ file: 'harbour.md', start_line: 40 }), { start_line: 20, end_line: 60, first: 'Line 20 of the harbour rules.' });
    assert.deepEqual(await lines({ file: 'harbour.md', start_line: 39, end_line: 41 }), { start_line: 39, end_line: 41, first: 'Line 39 of the harbour rules.' });
    assert.deepEqual(await lines({ file: 'docent://workspace/harbour.md', end_line: 2 }), { start_line: 1, end_line: 2, first: 'Line 1 of the harbour rules.' });
    assert.match(textOf(await call(client, 'read_lines', { file: 'harbour.md', start_line: 40, end_line: 40 })), /\n40\tThe pilot boards at buoy seven\.\n/);
    assert.match(await failure(client, 'read_lines', { file: 'none.md' }), /There is no “none\.md” among the files/);
    assert.match(await failure(client, 'read_lines', { file: 'harbour.md', start_line: 900, end_line: 901 }), /harbour\.md has 60 lines only/);
  });

  test('the stores are listed, and one that is not there is named', async () => {
    const client = clientOf();
    const { stores } = (await call(client, 'list_stores', {})).structuredContent as { readonly stores: readonly Record<string, unknown>[] };
    assert.deepEqual([stores[0]?.['id'], stores[0]?.['files']], ['workspace', NOTES + 2]);
    assert.match(await failure(client, 'search_knowledge', { query: 'pilot', stores: ['vs_gone'] }), /There is no vector store “vs_gone”; list_stores names/);
  });

  test('documents are resources: listed page by page, and read', async () => {
    const client = clientOf();
    const pages = [await client.listResources()];
    for (let cursor = pages[0]?.nextCursor; cursor !== undefined; cursor = pages.at(-1)?.nextCursor) pages.push(await client.listResources({ cursor }));
    const uris = pages.flatMap(({ resources }) => resources.map(({ uri }) => uri)).filter((uri) => uri.startsWith('docent://workspace/'));
    assert.ok(pages.length > 1);
    assert.deepEqual([uris.length, new Set(uris).size], [NOTES + 2, NOTES + 2]);
    assert.ok(uris.includes('docent://workspace/notes/note%20007.txt'));
    const text = async (uri: string) => JSON.stringify((await client.readResource({ uri })).contents);
    assert.match(await text('docent://workspace/notes/note%20007.txt'), /Note 7\./);
    assert.match(await text('docent://workspace/notes/note 008.txt'), /Note 8\./);
    const { resourceTemplates } = await client.listResourceTemplates();
    assert.deepEqual(resourceTemplates.map(({ uriTemplate }) => uriTemplate), ['docent://{store}/{+document}']);
    for (const uri of ['docent://workspace/../../etc/passwd', 'docent://workspace/.env', 'docent://results/file-1', 'docent://vs_none/file-1', 'file:///etc/passwd', 'docent://']) {
      await assert.rejects(client.readResource({ uri }), { message: new RegExp(`There is no resource ${uri.replaceAll('.', '\\.')}`) }, uri);
    }
    for (const cursor of ['', 'nonsense', Buffer.from('{"store":"vs_none","after":null}').toString('base64url')]) {
      await assert.rejects(client.listResources({ cursor }), { message: /no such page/ });
    }
  });

  test('Python computes on a file of the workspace, keeps its variables, and gives text, images and files back', async () => {
    const client = clientOf();
    const first = await call(client, 'run_python', { code: `${IMAGE}\nimport csv\ntons = [int(row['tons']) for row in csv.DictReader(open('/mnt/data/cargo.csv'))]\nprint(sum(tons))`, files: ['cargo.csv'] });
    assert.deepEqual([textOf(first), first.isError], ['7', false]);
    const second = await call(client, 'run_python', { code: "open('/mnt/data/sum.txt', 'w').write(str(tons))\ndisplay(Dot())\nlen(tons)" });
    assert.match(textOf(second), /\b2\b/);
    assert.match(textOf(second), /\[chart: /);
    const image = second.content.find((part) => part.type === 'image');
    assert.deepEqual([image?.mimeType, Buffer.from(image?.data ?? '', 'base64').subarray(1, 4).toString()], ['image/png', 'PNG']);
    const many = await call(client, 'run_python', { code: 'for _ in range(6): display(Dot())' });
    assert.deepEqual(many.content.map(({ type }) => type), ['text', ...Array<string>(4).fill('image'), ...Array<string>(2).fill('resource_link')]);
    const link = second.content.find((part) => part.type === 'resource_link');
    assert.deepEqual([link?.name, link?.mimeType], ['sum.txt', 'text/plain']);
    const { contents } = await client.readResource({ uri: link?.uri ?? '' });
    assert.equal((contents[0] as { readonly text?: string }).text, '[3, 4]');
  });

  test('what goes wrong in Python is told; secrets are not', async () => {
    const client = clientOf();
    const failed = await call(client, 'run_python', { code: '1 / 0' });
    assert.equal(failed.isError, true);
    assert.match(textOf(failed), /ZeroDivisionError: division by zero$/);
    const secret = `ghp_${randomBytes(27).toString('base64').replaceAll(/\W/g, 'x').slice(0, 36)}`;
    assert.equal(textOf(await call(client, 'run_python', { code: `print(${JSON.stringify(secret)})` })), '[secret left out]');
    for (const file of ['../elsewhere.txt', '/etc/passwd', '.env']) assert.match(await failure(client, 'run_python', { code: '1', files: [file] }), /can’t be read|only files of the workspace are/, file);
    assert.match(await failure(client, 'run_python', { code: '1', files: ['cargo.csv', 'docent://workspace/cargo.csv'] }), /same name/);
    assert.match(await failure(client, 'run_python', { code: '1', files: ['docent://results/file-none'] }), /There is no file/);
  });

  test('no more is given than a model can read', async () => {
    const result = await call(clientOf(), 'run_python', { code: "print('x' * 900_000)\nopen('/mnt/data/large.bin', 'wb').write(bytes(20_000_000))" });
    assert.ok(textOf(result).length < 30_000, String(textOf(result).length));
    const link = result.content.find((part) => part.type === 'resource_link');
    await assert.rejects(clientOf().readResource({ uri: link?.uri ?? '' }), { message: /large\.bin is larger than what is given at once/ });
  });

  test('wrong arguments are told in one sentence', async () => {
    const client = clientOf();
    const wrong: readonly (readonly [string, Readonly<Record<string, unknown>>, RegExp])[] = [
      ['search_knowledge', {}, /^search_knowledge needs “query”\.$/],
      ['search_knowledge', { query: '  ' }, /^“query” of search_knowledge is wrong: /],
      ['search_knowledge', { query: 5 }, /^“query” of search_knowledge is wrong: /],
      ['search_knowledge', { query: 'x', limit: 0 }, /^“limit” of search_knowledge is wrong: /],
      ['search_knowledge', { query: 'x', top_k: 3 }, /^search_knowledge takes no “top_k”\.$/],
      ['search_knowledge', { query: 'x', stores: ['a', 1] }, /^“stores\.1” of search_knowledge is wrong: /],
      ['read_lines', { file: 'harbour.md', start_line: 1.5 }, /^“start_line” of read_lines is wrong: /],
      ['run_python', { code: ' \n' }, /^“code” of run_python is wrong: it is empty\.$/],
      ['list_stores', { all: true }, /^list_stores takes no “all”\.$/],
    ];
    for (const [name, args, sentence] of wrong) assert.match(await failure(client, name, args), sentence);
    await assert.rejects(call(client, 'no_tool', {}), { message: /There is no tool “no_tool”/ });
  });

  test('progress is told while code runs; cancelled, it stops, and the next code runs', async () => {
    const client = clientOf();
    const abort = new AbortController();
    const said: string[] = [];
    const running = call(client, 'run_python', { code: "print('halfway', flush=True)\nwhile True: pass" }, {
      signal: abort.signal,
      onprogress({ message = '' }) {
        said.push(message);
        if (message === 'halfway') abort.abort('enough');
      },
    });
    await assert.rejects(running, { message: /enough/ });
    assert.ok(said.includes('halfway'));
    assert.equal(textOf(await call(client, 'run_python', { code: 'print(6 * 7)' })).split('\n').at(-1), '42');
  });

  test('many requests at once are all answered', async () => {
    const client = clientOf();
    const sums = await Promise.all(Array.from({ length: 5 }, async (_, index) => textOf(await call(client, 'run_python', { code: `print(${index} * 2)` }))));
    assert.deepEqual(sums, ['0', '2', '4', '6', '8']);
    const found = await Promise.all(Array.from({ length: 10 }, () => call(client, 'search_knowledge', { query: 'pilot' })));
    for (const result of found) assert.match(textOf(result), /buoy seven/);
  });
}
