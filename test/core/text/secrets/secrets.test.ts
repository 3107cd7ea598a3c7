import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from '../../../../scripts/paths.ts';
import { LEFT_OUT, secretsIn, withoutSecrets } from '../../../../src/core/text/secrets/secrets.ts';

// All are put together here, so that this file has none. The same ones each time: a fault must come back.
let state = 7;
const pick = (letters: string) => (count: number) => Array.from({ length: count }, () => letters[(state = (state * 48_271) % 2_147_483_647) % letters.length]).join('');
const [SMALL, CAPITALS, DIGITS] = ['abcdefghijklmnopqrstuvwxyz', 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', '0123456789'];
const [AL, LE, LO, HEX, DIG, UP] = [SMALL + CAPITALS + DIGITS, SMALL + CAPITALS, SMALL + DIGITS, '0123456789abcdef', DIGITS, `${CAPITALS}234567`].map(pick) as [Make, Make, Make, Make, Make, Make];
type Make = (count: number) => string;
const uuid = () => [8, 4, 4, 4, 12].map(HEX).join('-');
const PEM = ['-----BEGIN RSA', 'PRIVATE KEY-----'].join(' ');

const TOKENS: Readonly<Record<string, () => string>> = {
  AWS: () => `AKIA${UP(16)}`,
  GitHub: () => `ghp_${AL(36)}`,
  'GitHub, of several parts': () => `github_pat_${AL(22)}_${AL(59)}`,
  OpenAI: () => `sk-proj-${AL(20)}T3BlbkFJ${AL(20)}`,
  Anthropic: () => `sk-ant-api03-${AL(40)}-${AL(40)}_AA`,
  Google: () => `AIza${AL(35)}`,
  npm: () => `npm_${AL(36)}`,
  SendGrid: () => `SG.${AL(22)}.${AL(43)}`,
  OpenRouter: () => `sk-or-v1-${HEX(64)}`,
  'Hugging Face, without a digit': () => `hf_${LE(34)}`,
  'GitLab deploy': () => `gldt-${AL(20)}`,
  'GitLab job': () => `glcbt-64_${AL(20)}`,
  Stripe: () => `sk_test_${AL(24)}`,
  'Stripe webhook': () => `whsec_${AL(32)}`,
  'Google secret': () => `GOCSPX-${AL(28)}`,
  'Google refresh': () => `1//0${AL(60)}`,
  Groq: () => `gsk_${AL(52)}`,
  Replicate: () => `r8_${AL(37)}`,
  Perplexity: () => `pplx-${AL(48)}`,
  PyPI: () => `pypi-AgEIcHlwaS5vcmc${AL(70)}`,
  NuGet: () => `oy2${LO(43)}`,
  DigitalOcean: () => `dop_v1_${HEX(64)}`,
  Netlify: () => `nfp_${AL(36)}`,
  Fly: () => `FlyV1 fm2_${AL(100)}`,
  PlanetScale: () => `pscale_tkn_${AL(43)}`,
  Twilio: () => `SK${HEX(32)}`,
  Mailgun: () => `key-${HEX(32)}`,
  Brevo: () => `xkeysib-${HEX(64)}-${AL(16)}`,
  Square: () => `EAAA${AL(60)}`,
  Braintree: () => `access_token$production$${LO(16)}$${HEX(32)}`,
  Notion: () => `ntn_${DIG(11)}${AL(35)}`,
  Linear: () => `lin_api_${AL(40)}`,
  Airtable: () => `pat${AL(14)}.${HEX(64)}`,
  Figma: () => `figd_${AL(40)}`,
  Grafana: () => `glsa_${AL(32)}_${HEX(8)}`,
  'New Relic': () => `NRAK-${UP(27)}`,
  Sentry: () => `sntrys_eyJ${AL(80)}`,
  Vault: () => `hvs.${AL(90)}`,
  Pulumi: () => `pul-${HEX(40)}`,
  '1Password': () => `ops_eyJ${AL(250)}`,
  Tailscale: () => `tskey-auth-${AL(12)}CNTRL-${AL(32)}`,
  Mapbox: () => `sk.eyJ${AL(60)}.${AL(22)}`,
  Buildkite: () => `bkua_${HEX(40)}`,
  Facebook: () => `EAAC${AL(160)}`,
  Typeform: () => `tfp_${AL(59)}`,
  Tencent: () => `AKID${AL(32)}`,
  Telegram: () => `${DIG(10)}:AA${AL(33)}`,
  Discord: () => `MTAx${AL(20)}.${AL(6)}.${AL(27)}`,
  Azure: () => `${AL(3)}8Q~${AL(34)}`,
  JWT: () => `eyJhbGciOiJIUzI1NiJ9.eyJ${AL(60)}.${AL(43)}`,
  Databricks: () => `dapi${HEX(32)}`,
  Doppler: () => `dp.pt.${AL(43)}`,
  Postman: () => `PMAK-${HEX(24)}-${HEX(34)}`,
  Shopify: () => `shpat_${HEX(32)}`,
  SonarQube: () => `sqp_${HEX(40)}`,
  Supabase: () => `sbp_${HEX(40)}`,
  Vercel: () => `vcp_${AL(48)}`,
  Docker: () => `dckr_pat_${AL(27)}`,
  HubSpot: () => `pat-na1-${uuid()}`,
  CircleCI: () => `CCIPAT_${AL(22)}_${HEX(40)}`,
  Cloudflare: () => `v1.0-${HEX(24)}-${HEX(146)}`,
  Heroku: () => `HRKU-AA${AL(58)}`,
  Atlassian: () => `ATATT3xFfGF0${AL(180)}`,
  Dropbox: () => `sl.${AL(140)}`,
  Resend: () => `re_${AL(8)}_${AL(24)}`,
  LangSmith: () => `lsv2_pt_${HEX(32)}_${HEX(10)}`,
  PostHog: () => `phx_${AL(43)}`,
  Alibaba: () => `LTAI${AL(20)}`,
  age: () => `AGE-SECRET-KEY-1${pick('QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L')(58)}`,
  'Telegram, in an address': () => `bot${DIG(10)}:AA${AL(33)}`,
  'Twitter, an application’s': () => `${'A'.repeat(21)}${AL(80)}`,
  'Firebase’s messages': () => `AAAA${AL(7)}:APA91b${AL(134)}`,
  ElevenLabs: () => `sk_${HEX(48)}`,
  ClickUp: () => `pk_${DIG(8)}_${UP(32)}`,
  Zoho: () => `1000.${HEX(32)}.${HEX(32)}`,
  Runpod: () => `rpa_${UP(40)}`,
  Jina: () => `jina_${HEX(32)}${AL(28)}`,
  Firecrawl: () => `fc-${HEX(32)}`,
  'Brave Search': () => `BSA${AL(28)}`,
  Mem0: () => `m0-${AL(40)}`,
  'Google, for agents': () => `AQ.${AL(50)}`,
  Slack: () => `xoxb-${DIG(12)}-${DIG(12)}-${AL(24)}`,
};

/** What stands before the secret, how it is made, and what stands after it. */
const PLACES: Readonly<Record<string, readonly [string, () => string, string]>> = {
  'an address of Slack': ['https://hooks.slack.com/services/', () => `T${UP(8)}/B${UP(8)}/${AL(24)}`, ''],
  'an address of a database': ['postgres://admin:', () => `${AL(11)}7`, '@db.internal:5432/x'],
  'an address of MongoDB': ['"mongodb+srv://admin:', () => `${AL(11)}7`, '@db.internal/x"'],
  'an address of the web': ['https://admin:', () => `${AL(11)}7`, '@git.internal/x.git'],
  'AWS’s secret': ['aws_secret_access_key = ', () => AL(40), ''],
  'the variable of Datadog': ['DATADOG_API_KEY=', () => HEX(32), ''],
  'the variable of Okta': ['OKTA_TOKEN="', () => `00${AL(40)}`, '"'],
  'the variable of Algolia': ['ALGOLIA_ADMIN_KEY: ', () => HEX(32), ''],
  'the variable of Zendesk': ['zendesk.secret = "', () => LO(40), '"'],
  'the variable of Twitch': ["twitch_client_secret: '", () => LO(30), "'"],
  'the variable of LinkedIn': ['linkedin_client_secret=', () => AL(16), ''],
  'the settings of Snyk': ['snyk_token: ', uuid, ''],
  'a call of curl': ['curl -u ', () => `deploy:${AL(14)}`, ' https://x.internal/'],
  'a header of curl': ['curl https://x.internal/ \\\n  -H "Authorization: Bearer ', () => AL(32), '"'],
  'a secret of Kubernetes': ['apiVersion: v1\nkind: Secret\ndata:\n  pass: ', () => btoa(AL(18)), '\n'],
  'Cloudflare’s variable': ['CLOUDFLARE_API_TOKEN=', () => AL(40), ''],
  'the variable of Azure DevOps': ['AZDO_PAT=', () => LO(52), ''],
  'a UUID as token': ['POSTMARK_SERVER_TOKEN=', uuid, ''],
  'a variable with a password': ['DB_PASSWORD=', () => AL(16), ''],
  'a password in quotes': ['SNOWFLAKE_PASSWORD="', () => `${AL(16)}!`, '"'],
  'a password in YAML': ['password: ', () => `Super${'Secret'}123!`, ''],
  'JSON': ['{"api_key": "', () => HEX(40), '"}'],
  'JSON in a string': ['"{\\"api_key\\": \\"', () => HEX(40), '\\"}"'],
  'Rails': ['secret_key_base: ', () => HEX(128), ''],
  'a storage account': ['AccountName=x;AccountKey=', () => `${AL(86)}==`, ';EndpointSuffix=core'],
  'a connection string': ['Server=tcp:x;User Id=sa;Password=', () => `${AL(9)}7!`, ';Encrypt=true'],
  kubeconfig: ['    client-key-data: LS0tLS1CRUdJTiBS', () => AL(100), ''],
  'Docker’s logins': ['{"auths": {"x": {"auth": "', () => btoa(`user:${AL(12)}`), '"}}}'],
  '.npmrc': ['//registry.internal/:_authToken=', uuid, ''],
  'PuTTY’s key': ['PuTTY-User-Key-File-3: ssh-rsa\nPrivate-Lines: 1\n', () => AL(64), '\nPrivate-MAC: 0'],
  'a header of HTTP': ['Authorization: Bearer ', () => AL(40), ''],
  'a header of HTTP with a password': ["headers = {'Authorization': 'Basic ", () => btoa(`admin:${AL(14)}`), "'}"],
  'a definition in PHP': ["define('DB_PASSWORD', '", () => AL(18), "');"],
  'a call that sets a value': ['os.environ.setdefault("API_KEY", "', () => AL(32), '")'],
  'a pair in XML': ['<add key="ApiSecret" value="', () => AL(40), '" />'],
  'bytes in Python': ["app.secret_key = b'", () => AL(16), "'"],
  'a key of Laravel': ['APP_KEY=base64:', () => `${AL(43)}=`, ''],
  '.netrc': ['machine api.internal\n  login me\n  password ', () => `${AL(18)}7`, ''],
  'a call of mysql': ['mysqldump -u root -p', () => AL(16), ' app'],
  'a call of sshpass': ["sshpass -p '", () => AL(16), "' ssh x"],
  'Kaggle’s file': ['{"username":"me","key":"', () => HEX(32), '"}'],
  'a hook of Zapier': ['https://hooks.zapier.com/hooks/catch/', () => `${DIG(7)}/${LO(7)}`, '/'],
  'a key in JSON': [`{"private_key": "${PEM}\\n`, () => AL(64), '\\n-----END RSA PRIVATE KEY-----\\n"}'],
};

suite('secrets', () => {
  for (const [issuer, make] of Object.entries(TOKENS)) {
    test(`a token of ${issuer} is taken out wherever it stands`, () => {
      for (const [before, after] of [['', ''], ['const x = "', '";'], ['X=', '\n'], ['it is ', '. Then'], ['(', ')']] as const) {
        for (let times = 0; times < 20; times++) {
          const token = make();
          const text = withoutSecrets(before + token + after);
          assert.ok(!text.includes(token.slice(-12)), `${before}${token}${after} became ${text}`);
          assert.ok(text.startsWith(before.trimEnd()) && text.endsWith(after.trimStart()), text);
        }
      }
    });
  }

  for (const [place, [before, make, after]] of Object.entries(PLACES)) {
    test(`the secret in ${place} is taken out`, () => {
      for (let times = 0; times < 20; times++) {
        const secret = make();
        const text = withoutSecrets(before + secret + after);
        assert.ok(!text.includes(secret.slice(-8)), `${before}${secret}${after} became ${text}`);
        assert.equal(text.split('\n').length, (before + secret + after).split('\n').length);
      }
    });
  }

  test('as many as 60 issuers are known', () => assert.ok(Object.keys(TOKENS).length >= 60, String(Object.keys(TOKENS).length)));

  test('nothing is taken out of Docent’s own sources, where all of this is spoken of', () => {
    const files = globSync(['src/**/*.{ts,tsx,py}', 'scripts/**/*.{ts,js,mjs}', 'docs/*.md', '*.md', 'package.json', 'test/core/**/*.ts', 'sample-workspace/**/*.{ts,py,md,json,csv}'], { cwd: ROOT });
    assert.ok(files.length > 500, String(files.length));
    const found = files.flatMap((file) => secretsIn(readFileSync(path.join(ROOT, file), 'utf8'), file).map(({ rule }) => `${file}: ${rule}`));
    assert.ok(new Set(found).size <= files.length * 0.005, found.join('\n'));
  });

  test('a token that is glued to a word is taken out', () => assert.equal(withoutSecrets(`X${TOKENS['GitHub']?.()}`), `X${LEFT_OUT}`));

  const harmless: Readonly<Record<string, string>> = {
    'the id that AWS documents': `AKIA${'IOSFODNN7'}EXAMPLE`,
    'a token of one letter': `ghp_${'x'.repeat(36)}`,
    'a token of a row of digits': `sk-${'0123'.repeat(8)}`,
    'words with hyphens': 'sk-your-api-key-goes-in-here .sk-circle-fade-dot-12 hf_hub_download_2024_models task-1234567890abcdefghij',
    'digests': `${HEX(40)} sha256: ${HEX(64)} md5=${HEX(32)} image@sha256:${HEX(64)} cache-key: ${HEX(40)}`,
    'integrity': `"integrity": "sha512-${btoa(AL(64))}"`,
    'a UUID': `${uuid()} key: "${uuid()}"`,
    'a public key': `ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI${AL(43)} me@host`,
    'a certificate': `-----BEGIN CERTIFICATE-----\nMIID${AL(60)}\n${AL(64)}\n-----END CERTIFICATE-----`,
    'types and references': "password: string; password = os.environ['DB_PASSWORD_1']; token: ${{ secrets.TOKEN_1 }}; password: process.env.PASS_1",
    'placeholders': 'DB_PASSWORD=changeme\npostgres://user:password@localhost/db\napi_key: "your-api-key-123-here-456"',
    'lists of names, and words of prose': "['password', 'password_confirmation', 'api_key_2024_old']; login as a user, password required2fa; secret: CryptoKey, token: TokenType2",
    'a header that shows how it is done': 'Authorization: Bearer abcdefg12345-._~+/= and Authorization: Basic <your-base64-here-1234567>',
    'an image': `data:image/png;base64,${AL(800)}==`,
    'code': 'const token2 = tokenOf(response1); password = user1.password2; passwordField1 = passwordInput2; this.secret = secretFrom[3]',
    'code that knows how a key begins': `if (text.startsWith('${PEM}')) return parsePrivateKeyFile(text);`,
  };
  for (const [name, text] of Object.entries(harmless)) test(`${name}: nothing is taken out`, () => assert.deepEqual(secretsIn(text), []));

  test('a key goes whole, and the lines around it keep their numbers', () => {
    const token = TOKENS['GitHub']?.();
    const text = `first\n${PEM}\nMIIEowIBAAKCAQEAx1Y2\nmore\n-----END RSA PRIVATE KEY-----\nkey = "${token}", last`;
    assert.equal(withoutSecrets(text), `first\n${LEFT_OUT}\n\n\n\nkey = "${LEFT_OUT}", last`);
    assert.equal(withoutSecrets(`cut off: ${PEM}\nMIIEowIBAAKCAQEAx1Y2\nand`), `cut off: ${LEFT_OUT}\n\n`);
  });

  test('what was cleaned is clean', () => {
    const text = Object.values(PLACES).map(([before, make, after]) => before + make() + after).join('\n');
    assert.equal(withoutSecrets(withoutSecrets(text)), withoutSecrets(text));
  });

  const megabyte = (piece: string) => piece.repeat(Math.ceil(1e6 / piece.length)).slice(0, 1e6);
  const floods = { letters: AL(1e6), words: megabyte(`${AL(24)}.${AL(30)}=`), assignments: megabyte('password="'), addresses: megabyte('http://a:'), keys: megabyte(`${PEM}\n`), tokens: megabyte('token: '), names: megabyte('"key",'), headers: megabyte('Authorization: Basic '), commands: megabyte('mysql -p ') };
  for (const [name, text] of Object.entries(floods)) {
    test(`a megabyte of ${name} takes no more than a quarter of a second of the processor`, () => {
      const before = process.cpuUsage();
      secretsIn(text);
      const { user } = process.cpuUsage(before);
      assert.ok(user < 250_000, `${user / 1000} ms`);
    });
  }
});
