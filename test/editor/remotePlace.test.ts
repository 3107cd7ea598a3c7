import assert from 'node:assert/strict';
import { defaultGateway, isOwnAddress, remotePlace, wayToReach } from '../../src/editor/remotePlace.ts';

suite('remote windows', () => {
  test('are named by what they are connected to', () => {
    assert.equal(remotePlace('ssh-remote', 'build-7', undefined), 'build-7');
    assert.equal(remotePlace('tunnel', 'build-7', undefined), 'build-7');
    assert.equal(remotePlace('wsl', 'desktop', 'Debian'), 'WSL (Debian)');
    assert.equal(remotePlace('wsl', 'desktop', undefined), 'WSL');
    assert.equal(remotePlace('dev-container', '3f2a', undefined), 'the container');
    assert.equal(remotePlace('attached-container', '3f2a', undefined), 'the container');
    assert.equal(remotePlace('codespaces', 'x', undefined), 'the codespace');
  });

  test('are none where a browser on this machine shows the editor', () => {
    for (const name of ['localhost', 'localhost:8080', '127.0.0.1:8080', '[::1]:8080']) assert.ok(isOwnAddress(name), name);
    for (const name of ['ssh-remote', 'wsl', 'code.example:8080', 'localhost.example', '128.0.0.1']) assert.ok(!isOwnAddress(name), name);
  });

  test('find the user’s machine behind the default route', () => {
    const head = 'Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT\n';
    const local = 'eth0\t000011AC\t00000000\t0001\t0\t0\t0\t0000FFFF\t0\t0\t0\n';
    assert.equal(defaultGateway(`${head}${local}eth0\t00000000\t010011AC\t0003\t0\t0\t0\t00000000\t0\t0\t0\n`), '172.17.0.1');
    assert.equal(defaultGateway(`${head}${local}`), null);
    assert.equal(defaultGateway(''), null);
  });

  test('say how a server on the user’s machine is reached', () => {
    assert.equal(wayToReach('ssh-remote', 'build-7').line, 'ssh -N -R 11434:127.0.0.1:11434 build-7');
    assert.match(wayToReach('wsl', 'desktop').detail, /OLLAMA_HOST=0\.0\.0\.0/);
    assert.match(wayToReach('dev-container', 'x').detail, /all addresses/);
    assert.match(wayToReach('tunnel', 'x').detail, /VS Code’s own models/);
  });
});
