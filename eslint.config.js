import js from '@eslint/js';
import tseslint from 'typescript-eslint';

/** Forbids imports by path pattern: the import rules between the rooms of src/. */
const forbid = (files, patterns, message) => ({
  files,
  rules: { 'no-restricted-imports': ['error', { patterns: [{ group: patterns, message }] }] },
});

const FRONTS = ['vscode', '**/editor/**', '**/api/**', '**/webview/**', '**/protocol/**'];
const room = (name, ...forbidden) =>
  forbid([`src/core/${name}/**`], [...FRONTS, ...forbidden.map((other) => `**/${other}/**`)], `core/${name} must not know this room.`);

export default tseslint.config(
  { ignores: ['dist', 'out', 'node_modules', 'demo-output', 'test/vscode-host/.cache', 'sample-workspace', '.vscode-test'] },
  js.configs.recommended,
  ...tseslint.configs.strict,
  {
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/no-invalid-void-type': 'off', // It refuses `Promise.withResolvers<void>()`.
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'no-undef': 'off', // TypeScript knows better
      eqeqeq: 'error',
    },
  },
  // A file that wants to be longer usually holds two things.
  { files: ['src/**'], rules: { 'max-lines': ['error', { max: 250 }] } },
  forbid(['src/core/*.ts'], FRONTS, 'core/ knows neither VS Code, the views nor the HTTP API.'),
  room('types', 'data', 'assistants', 'runs', 'tools', 'models', 'openai', 'knowledge', 'interpreter', 'stores'),
  room('data', 'assistants', 'runs', 'tools', 'models', 'openai', 'knowledge', 'stores', 'interpreter'),
  room('models', 'data', 'assistants', 'runs', 'tools', 'knowledge', 'interpreter', 'stores'),
  room('knowledge', 'data', 'assistants', 'runs', 'tools', 'models', 'interpreter', 'stores'),
  room('stores', 'assistants', 'runs', 'tools', 'models', 'openai', 'interpreter'),
  room('interpreter', 'data', 'assistants', 'runs', 'tools', 'models', 'openai', 'knowledge', 'stores'),
  room('runs', 'assistants', 'openai', 'knowledge', 'interpreter', 'stores'),
  room('openai', 'data', 'assistants', 'runs', 'tools', 'models', 'knowledge', 'interpreter', 'stores'),
  room('assistants', 'runs', 'tools', 'models', 'openai', 'knowledge', 'interpreter', 'stores'),
  room('tools', 'data', 'assistants', 'models', 'openai', 'runs'),
  forbid(
    ['src/webview/**'],
    ['vscode', 'node:*', '**/editor/**', '**/api/**', '**/core/*.ts', '**/core/*/**', '!**/core/types/**'],
    'webview/ sees protocol/, core/types and browser libraries alone.',
  ),
  forbid(['src/protocol/**'], ['vscode', 'node:*', '**/editor/**', '**/api/**', '**/webview/**', '**/core/*.ts', '**/core/*/**', '!**/core/types/**'], 'protocol/ sees core/types alone.'),
);
