import assert from 'node:assert/strict';
import { isSecretName } from '../../../../src/core/knowledge/read/secretNames.ts';

suite('names of secrets', () => {
  const tools = ['.env', '.ENV', '.env.local', '.envrc', 'prod.env', 'env.production', 'env', 'env.txt', 'env-staging.bak', 'env.live', 'env_eu', 'server.pem', 'tls.KEY', 'id_rsa', 'id_ed25519', 'id_rsa.bak', 'github_rsa', 'ssh_host_rsa_key', 'a.p12', 'a.p8', 'b.pfx', 'secring.gpg', '.npmrc', '.netrc', '.yarnrc.yml', '.my.cnf', '.dockerconfigjson', 'kubeconfig', '.kube/config', 'home/.aws/credentials', 'C:\\me\\.kube\\config', 'prod.tfstate', 'prod.tfvars', '.vault-token', '.msmtprc', '.ftpconfig', 'filezilla.xml', 'shadow', '.bash_history', '.psql_history', 'cookies.txt', 'wallet.dat', 'home.ovpn', '.Renviron', 'local.settings.json'];
  const speaking = ['credentials', 'credentials.json', 'aws-credentials.yml', 'secrets.yaml', 'client_secret.json', 'app.secrets.toml', 'serviceAccountKey.json', 'gcp-key.json', 'ansible_vault_pass.txt', 'passwords.txt', 'token.txt', 'private_key.txt'];
  for (const name of [...tools, ...speaking]) {
    test(`${name} is left out by its name`, () => assert.ok(isSecretName(name)));
  }

  const spoken = ['secrets.ts', 'Key.java', 'credentials.go', 'secrets-guide.md', 'credentials-guide.md', 'tokens.css', 'tokens.json', 'password.py', 'id_rsa.pub'];
  const shown = ['.env.example', '.env.sample', 'app/.env.template', 'terraform.tfvars.example', 'credentials.json.sample'];
  const other = ['environment.ts', 'keyboard.json', 'secretary.txt', 'env.d.ts', 'env.py', 'env.vim', 'env.kt', 'env-variables.md', 'env_test.go', 'env-utils.ts', 'env_logger.rs', 'environment.yml', 'src/config', 'rsa.go', 'history.md', 'shadow.css'];
  const byContent = ['application-prod.properties', 'wp-config.php', 'database.yml', 'web.config', 'gradle.properties', 'mcp.json', 'backup.sql', 'config.json'];
  for (const name of [...spoken, ...shown, ...other, ...byContent]) {
    test(`${name} is not`, () => assert.ok(!isSecretName(name)));
  }
});
