import assert from 'node:assert/strict';
import { LEFT_OUT, secretIn, withoutSecrets } from '../../../src/core/text/secrets.ts';

// Put together here, so that this file does not look like one with secrets in it.
const PEM = ['-----BEGIN RSA', 'PRIVATE KEY-----'].join(' ');
const RANDOM = 'a8Kx2mQ9vLw4Tz7RbN1cYp5Jd3Hf6SgE0uWi';

suite('secrets', () => {
  test('private keys are found as files and as literals', () => {
    assert.equal(secretIn(`${PEM}\nMIIEowIBAAKCAQEAx1Y2\n`), 'a private key');
    assert.equal(secretIn(`const key = "${PEM}\\nMIIEowIBAAKCAQEAx1Y2\\n";`), 'a private key');
    assert.equal(secretIn(`${PEM}\nProc-Type: 4,ENCRYPTED\n`), 'a private key');
  });

  test('code that only knows how a key begins is no key', () => {
    assert.equal(secretIn(`if (text.startsWith('${PEM}')) return parsePrivateKeyFile(text);`), null);
  });

  for (const prefix of ['ghp_', 'github_pat_', 'glpat-', 'sk-', 'sk-proj-', 'sk-ant-api03-', 'sk_live_', 'npm_', 'hf_', 'xoxb-']) {
    test(`a token that begins with ${prefix} is found`, () => {
      assert.equal(secretIn(`const token = '${prefix}${RANDOM}';`), 'an access token');
    });
  }

  test('an AWS key is found', () => assert.equal(secretIn(`AKIA${'Q3EGTV7LZP2MWD5X'}`), 'an access token'));

  test('a token with hyphens is found', () => {
    for (const prefix of ['sk-proj-', 'glpat-', 'AIza']) assert.equal(secretIn(`${prefix}a8_Kx-2mQ9vLw4-Tz7RbN1cYp`), 'an access token', prefix);
  });

  test('placeholders and names are no tokens', () => {
    for (const text of [`ghp_${'x'.repeat(36)}`, `sk-${'0123'.repeat(8)}`, 'sk-your-api-key-goes-in-here', '.sk-circle-fade-dot-12', 'hf_hub_download_2024_models', 'task-1234567890abcdefghij']) {
      assert.equal(secretIn(text), null, text);
    }
  });

  test('each is replaced where it stands, and the lines around it keep their numbers', () => {
    const token = `sk-proj-${RANDOM}`;
    const text = `first\n${PEM}\nMIIEowIBAAKCAQEAx1Y2\nmore\n-----END RSA PRIVATE KEY-----\nkey = "${token}", other = ghp_${RANDOM}`;
    assert.equal(withoutSecrets(text), `first\n${LEFT_OUT}\n\n\n\nkey = "${LEFT_OUT}", other = ${LEFT_OUT}`);
    assert.equal(withoutSecrets(`cut off: ${PEM}\nMIIEowIBAAKCAQEAx1Y2\nand`), `cut off: ${LEFT_OUT}\n\n`);
  });

  test('of a token with several parts nothing stays', () => {
    assert.equal(withoutSecrets(`github_pat_${RANDOM.slice(0, 22)}_${RANDOM}${RANDOM}.`), `${LEFT_OUT}.`);
    assert.equal(withoutSecrets(`SG.${RANDOM}.${RANDOM}`), LEFT_OUT);
  });

  test('a text without secrets stays as it is', () => {
    const text = `sk-your-api-key-goes-in-here, if (text.startsWith('${PEM}')) return;`;
    assert.equal(withoutSecrets(text), text);
  });
});
