import assert from 'node:assert/strict';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { isIP, type Socket } from 'node:net';
import * as vscode from 'vscode';
import { extension, folder, runOf } from './support.ts';

/** Node tells of each socket that a client makes, whoever asks for it, before it connects. */
const SOCKETS = 'net.client.socket';

suite('privacy', () => {
  test('a whole local session opens no connection beyond loopback', async () => {
    const docent = await extension();
    const addresses: string[] = [];
    const onSocket = (message: unknown) => {
      const { socket } = message as { socket: Socket };
      socket.once('lookup', (_error: unknown, address: string, _family: unknown, host: string) => addresses.push(host || address));
      socket.once('connect', () => addresses.push(socket.remoteAddress ?? ''));
    };
    subscribe(SOCKETS, onSocket);
    try {
      await vscode.commands.executeCommand('docent.indexWorkspace');
      docent.chat.conversation.show(null);
      await runOf(docent, () => docent.chat.conversation.ask('How is the retry delay computed?'));
      await runOf(docent, () => vscode.commands.executeCommand('docent.analyzeFile', vscode.Uri.joinPath(folder(), 'data.csv')));
    } finally {
      unsubscribe(SOCKETS, onSocket);
    }
    const beyond = addresses.filter((address) => !isLoopback(address));
    assert.deepEqual(beyond, []);
  });
});

function isLoopback(address: string): boolean {
  return address === 'localhost' || address === '::1' || (isIP(address) === 4 && address.startsWith('127.'));
}
