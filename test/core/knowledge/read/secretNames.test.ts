import assert from 'node:assert/strict';
import { isSecretName } from '../../../../src/core/knowledge/read/secretNames.ts';

suite('names of secrets', () => {
  const secret = ['.env', '.env.local', '.envrc', 'prod.env', 'server.pem', 'tls.KEY', 'id_rsa', 'id_ed25519', 'a.p12', 'b.pfx', '.npmrc', '.netrc'];
  const speaking = ['credentials', 'credentials.json', 'aws-credentials.yml', 'secrets.yaml', 'client_secret.json', 'app.secrets.toml'];
  for (const name of [...secret, ...speaking]) {
    test(`${name} is left out by its name`, () => assert.ok(isSecretName(name)));
  }

  const harmless = ['secrets.ts', 'Key.java', 'credentials.go', 'secrets-guide.md', 'id_rsa.pub', 'environment.ts', 'keyboard.json', 'secretary.txt', 'env.d.ts'];
  for (const name of harmless) {
    test(`${name} is not`, () => assert.ok(!isSecretName(name)));
  }
});
