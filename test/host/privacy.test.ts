import assert from 'node:assert/strict';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { isIP, type Socket } from 'node:net';
import * as vscode from 'vscode';
import { extension, folder, modelPickerSources, runOf } from './support.ts';

/** Node tells of each socket that a client makes, whoever asks for it, before it connects. */
const SOCKETS = 'net.client.socket';

suite('privacy', () => {
  test('a whole local session opens no connection beyond loopback', async () => {
    const docent = await extension();
    const watch = watchSockets();
    try {
      await vscode.commands.executeCommand('docent.indexWorkspace');
      docent.chat.conversation.show(null);
      await runOf(docent, () => docent.chat.conversation.ask('How is the retry delay computed?'));
      await runOf(docent, () => vscode.commands.executeCommand('docent.analyzeFile', vscode.Uri.joinPath(folder(), 'data.csv')));
    } finally {
      watch.stop();
    }
    assert.deepEqual(watch.addresses.filter((address) => !isLoopback(address)), []);
  });

  test('to list models without any set up looks for servers on this machine alone', async () => {
    const watch = watchSockets();
    try {
      const sources = await modelPickerSources();
      await Promise.all(sources.map(({ find }) => find?.()));
    } finally {
      watch.stop();
    }
    assert.deepEqual(watch.addresses.toSorted(), ['127.0.0.1', '127.0.0.1']);
  });
});

/** Notes all that is looked up and connected to in this process. */
function watchSockets() {
  const addresses: string[] = [];
  const onSocket = (message: unknown) => {
    const { socket } = message as { socket: Socket };
    socket.once('lookup', (_error: unknown, address: string, _family: unknown, host: string) => addresses.push(host || address));
    socket.on('connectionAttempt', (address: string) => addresses.push(address));
  };
  subscribe(SOCKETS, onSocket);
  return {
    addresses,
    stop: () => unsubscribe(SOCKETS, onSocket),
  };
}

function isLoopback(address: string): boolean {
  return address === 'localhost' || address === '::1' || (isIP(address) === 4 && address.startsWith('127.'));
}
