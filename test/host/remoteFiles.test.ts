import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { isRemote } from '../../src/core/types/remotePath.ts';
import { pathOf, uriOf } from '../../src/editor/fileUri.ts';
import { remoteFiles } from '../../src/editor/remoteFiles.ts';

suite('files that are not on disk', () => {
  const SCHEME = 'docent-host-memory';
  const { File, Directory, SymbolicLink } = vscode.FileType;
  let provider: vscode.Disposable;
  suiteSetup(() => {
    const files: vscode.FileSystemProvider = {
      onDidChangeFile: new vscode.EventEmitter<vscode.FileChangeEvent[]>().event,
      watch: () => new vscode.Disposable(() => undefined),
      stat({ path }) {
        if (path === '/gone.md') throw vscode.FileSystemError.FileNotFound();
        return { type: path.endsWith('.md') ? File : Directory, ctime: 0, mtime: path === '/dated.md' ? 5 : 0, size: 3 };
      },
      readDirectory: () => [['a.md', File], ['folder', Directory], ['link.md', File | SymbolicLink], ['linked', Directory | SymbolicLink]],
      readFile({ path }) {
        if (path === '/secret.md') throw vscode.FileSystemError.NoPermissions();
        if (path === '/broken.md') throw new Error('The server is on fire');
        return Buffer.from('abc');
      },
      createDirectory: () => undefined,
      writeFile: () => undefined,
      delete: () => undefined,
      rename: () => undefined,
    };
    provider = vscode.workspace.registerFileSystemProvider(SCHEME, files);
  });
  suiteTeardown(() => provider.dispose());

  const at = (path: string) => pathOf(vscode.Uri.from({ scheme: SCHEME, path }));

  test('are known by paths that lead back to their addresses', () => {
    const uris = [
      vscode.Uri.from({ scheme: 'memfs', path: '/a b/ü#?%41.md' }),
      vscode.Uri.from({ scheme: 'vscode-vfs', authority: 'GitHub+7b22%76', path: '/owner/repo/src/a.ts' }),
      vscode.Uri.from({ scheme: 'sftp', authority: 'me@host:22', path: '/x', query: 'a=b&c=/d' }),
    ];
    for (const uri of uris) {
      const path = pathOf(uri);
      const { scheme, authority, path: inner, query } = uriOf(path);
      assert.deepEqual([isRemote(path), scheme, authority, inner, query], [true, uri.scheme, uri.authority, uri.path, uri.query]);
    }
    assert.equal(pathOf(vscode.Uri.from({ scheme: 'memfs', path: '/' })), pathOf(vscode.Uri.from({ scheme: 'memfs', path: '' })));
    const onDisk = vscode.Uri.file('/tmp/memfs%3A/a.ts');
    assert.deepEqual([isRemote(pathOf(onDisk)), uriOf(pathOf(onDisk)).toString()], [false, onDisk.toString()]);
  });

  test('are listed without links, and have no time where none is told', async () => {
    assert.deepEqual(await remoteFiles.list(at('/')), [{ name: 'a.md', isFolder: false }, { name: 'folder', isFolder: true }]);
    assert.deepEqual([await remoteFiles.stat(at('/a.md')), await remoteFiles.stat(at('/dated.md'))], [{ size: 3, mtime: null }, { size: 3, mtime: 5 }]);
  });

  test('fail as files on disk do, or with what their file system says', async () => {
    await assert.rejects(remoteFiles.stat(at('/gone.md')), { code: 'ENOENT' });
    await assert.rejects(remoteFiles.read(at('/secret.md')), { code: 'EACCES' });
    await assert.rejects(remoteFiles.read(at('/broken.md')), { code: 'remote_failed', message: /^its file system says “.*The server is on fire/ });
    await assert.rejects(remoteFiles.list(pathOf(vscode.Uri.parse('docent-nowhere:/x'))), { code: 'remote_failed', message: /^its file system says “/ });
  });
});
