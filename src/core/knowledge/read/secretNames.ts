import { extname } from 'node:path';

/** Names under which tools keep keys and passwords. */
const SECRET_NAME =
  /^(\.env([-._].*|rc)?|id_(rsa|dsa|ecdsa|ed25519)|\.npmrc|[._]netrc|\.pypirc|\.pgpass|\.htpasswd|\.git-credentials|\.dockercfg|\.s3cfg|\.boto)$|\.(env|pem|key|p12|pfx|jks|keystore|ppk|kdbx)$/i;
/** Names that speak of secrets: those of data files are believed; `secrets.ts` or `credentials-guide.md` only speak about them. */
const SPEAKING_NAME = /(^|[-_.])(credentials?|secrets?)([-_.]|$)/i;
const DATA = new Set(['', '.json', '.jsonc', '.yaml', '.yml', '.toml', '.ini', '.cfg', '.conf', '.properties', '.txt', '.csv', '.xml', '.plist', '.enc']);

/** Whether a file of this name is left out unread. */
export function isSecretName(name: string): boolean {
  if (SECRET_NAME.test(name)) return true;
  return SPEAKING_NAME.test(name) && DATA.has(extname(name).toLowerCase());
}
