import js from '@eslint/js';
import tseslint from 'typescript-eslint';
import { said } from './scripts/messages/rule.js';
import { told } from './scripts/messages/told.js';
import { imports } from './scripts/rooms/rule.js';

export default tseslint.config(
  { ignores: ['dist', 'dist-npm', 'out', 'node_modules', 'demo-output', 'test/vscode-host/.cache', 'sample-workspace', '.vscode-test'] },
  js.configs.recommended,
  ...tseslint.configs.strict,
  {
    plugins: { rooms: { rules: { imports } } },
    rules: {
      // What each room may know is told in scripts/rooms/rooms.js.
      'rooms/imports': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/no-invalid-void-type': 'off', // It refuses `Promise.withResolvers<void>()`.
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'no-undef': 'off', // TypeScript knows better
      eqeqeq: 'error',
      'no-restricted-syntax': [
        'error',
        { selector: 'ObjectExpression > SpreadElement > ObjectExpression', message: 'Write the literal out.' },
        { selector: ':matches(ArrayExpression, CallExpression, NewExpression) > SpreadElement > ArrayExpression', message: 'Write the literal out.' },
      ],
    },
  },
  { files: ['src/webview/**'], plugins: { messages: { rules: { said } } }, rules: { 'messages/said': 'error' } },
  // What a model or a script alone reads stays English.
  { files: ['src/editor/**'], ignores: ['src/editor/api/{advice,upstream}.ts', 'src/editor/tools/editorTool.ts'], plugins: { messages: { rules: { told } } }, rules: { 'messages/told': ['error', 'shown'] } },
  {
    files: ['src/core/**'],
    ignores: [
      'src/core/containers/**',
      'src/core/data/page.ts',
      'src/core/knowledge/stores/uploads/{batches,files}.ts',
      'src/core/models/chatCompletions/answer.ts',
      'src/core/openai/forward.ts',
      'src/core/runs/submission.ts',
      'src/core/tools/readLines.ts',
      'src/core/workspaceFiles.ts',
    ],
    plugins: { messages: { rules: { told } } },
    rules: { 'messages/told': ['error', 'told'] },
  },
  // A file that wants to be longer usually holds two things.
  { files: ['src/**'], rules: { 'max-lines': ['error', { max: 250 }] } },
);
