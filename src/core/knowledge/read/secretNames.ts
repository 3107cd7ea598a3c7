import { extname } from 'node:path';

/** Names under which tools keep keys and passwords, and people their copies. */
const NAMES = [
  /^(\.env.*|.+\.env)$/i,
  // Without the dot it is the beginning of many a name of a source, which has an ending.
  /^env[-_][^.]+$/i,
  /^env(rc|([-_.](local|prod|production|dev|development|stage|staging|test|testing|preprod|live|sandbox|demo|vars|qa|uat|ci|docker|vault|secrets?|bak|backup|old|orig|copy|save|txt|list|\d+))*)$/i,
  /^(.*[-_.])?(id_)?(rsa|dsa|ecdsa|ed25519)(_key)?([-_.](bak|old|orig|backup|copy|\d+))?$/,
  /^(\.npmrc|\.yarnrc\.yml|[._]netrc|\.pypirc|\.pgpass|pgpass\.conf|\.my\.cnf|\.mylogin\.cnf|\.htpasswd|\.git-credentials|\.dockercfg|\.dockerconfigjson|\.s3cfg|\.boto|\.vault-token|\.msmtprc|\.mutt(rc)?|\.ftpconfig|\.esmtprc|\.fetchmailrc|\.Renviron|\.terraformrc|terraform\.rc|\.remote-sync\.json)$/i,
  /^(kubeconfig|.*\.kubeconfig|filezilla\.xml|sitemanager\.xml|recentservers\.xml|secring\.(gpg|pgp|skr)|shadow|gshadow|master\.passwd|wallet\.dat|cookies\.(txt|sqlite)|logins\.json|key[34]\.db|local\.settings\.json|robomongo\.json|proftpdpasswd|otr\.private_key)$/i,
  /^\.?(bash|zsh|sh|psql|mysql|sqlite|python|node_repl|irb|rediscli)_history$|^\.history$/i,
  /\.(pem|key|p8|p12|pfx|jks|jceks|bks|keystore|ppk|kdbx?|agilekeychain|keychain|ovpn|tfstate|tfvars|asc\.key|mobileprovision|tblk|pcap|snk)$|\.tfstate\.backup$|\.tfvars\.json$/i,
  /^(service[-_]?account([-_]?key)?|(gcp|gcloud|google|firebase|aws|azure)([-_]\w+)*[-_](key|credentials?)|.*[-_.]firebase-adminsdk.*)\.json$/i,
];
/** Where a name says nothing, its folder does. */
const IN_FOLDERS = /(^|\/)(\.kube\/config|\.aws\/(credentials|config)|\.docker\/config\.json|\.ssh\/(?!.*\.pub$|known_hosts|config$|authorized_keys)[^/]+|\.gnupg\/[^/]+|\.azure\/(accessTokens|msal_token_cache)[^/]*|gcloud\/(credentials\.db|application_default_credentials\.json|legacy_credentials\/.+)|\.config\/(gh|hub)(\/hosts\.yml)?|etc\/(shadow|sudoers))$/i;
/** What only shows how such a file looks. */
const TEMPLATE = /[-._](example|sample|template|tmpl|dist|defaults?|schema)(\.\w+)?$|^(example|sample)[-._]/i;
/** Names that speak of secrets: those of data files are believed; `secrets.ts` or `credentials-guide.md` only speak about them. */
const SPEAKING =
  /(^|[-_.])(credentials?|secrets?|passwords?|passwd|passwds|tokens?|(private|secret|api|access|ssh|gpg|encryption|master)[-_]?keys?|(vault|ansible)([-_]\w+)*[-_]pass(word)?)([-_.]|$)/i;
const DATA = new Set(['', '.json', '.jsonc', '.yaml', '.yml', '.toml', '.ini', '.cfg', '.conf', '.properties', '.txt', '.csv', '.xml', '.plist', '.enc']);
/** Words that code and designs use, too: in these kinds alone they speak of secrets. */
const PLAIN = new Set(['', '.txt', '.enc']);
const COMMON_WORD = /(^|[-_.])tokens?([-_.]|$)/i;

/** Whether a file is left out unread, for its name or its folder. @param path relative or absolute, or the name alone */
export function isSecretName(path: string): boolean {
  const parts = path.replaceAll('\\', '/');
  const name = parts.slice(parts.lastIndexOf('/') + 1);
  const kind = extname(name).toLowerCase();
  if (kind === '.pub' || /\.d\.[cm]?ts$/.test(name) || TEMPLATE.test(name)) return false;
  if (NAMES.some((pattern) => pattern.test(name)) || IN_FOLDERS.test(parts)) return true;
  if (!SPEAKING.test(name)) return false;
  const strong = name.replace(COMMON_WORD, '');
  return SPEAKING.test(strong) ? DATA.has(kind) : PLAIN.has(kind);
}
