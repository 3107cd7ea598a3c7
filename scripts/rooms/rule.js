// The lint rule `rooms/imports`: a file imports only from rooms that its own may know.
import { imported, OUTSIDE, roomOf, ROOMS } from './rooms.js';

/** @type {import('eslint').Rule.RuleModule} */
export const imports = {
  meta: { type: 'problem', schema: [] },
  create(context) {
    const room = roomOf(context.filename);
    if (room === null) return {};
    const check = (node) => {
      if (!node.source) return;
      const name = node.source.value;
      const outside = OUTSIDE.find(({ module, rooms, except = [] }) => module.test(name) && rooms.test(room) && !except.includes(name));
      if (outside) context.report({ node, message: `${room} must not know ${name}.` });
      const target = imported(context.filename, name);
      const other = target && roomOf(target);
      if (target && other !== room && !(other !== null && ROOMS[room].includes(other))) {
        context.report({ node, message: `${room} must not know ${other ?? 'the roots'}.` });
      }
    };
    return { ImportDeclaration: check, ExportNamedDeclaration: check, ExportAllDeclaration: check, ImportExpression: check };
  },
};
