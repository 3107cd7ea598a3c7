/** A server that nobody may ask for anything. */
const ELSEWHERE = 'elsewhere.example';
/** Run anywhere in the page or in a frame of it, this would be noticed. */
const RUN = "parent.postMessage('foreign','*')";

const HTML: readonly string[] = [
  `<script>${RUN}</script>`, `<script src=https://${ELSEWHERE}/a.js></script>`, `<img src=x onerror="${RUN}">`, `<img src=https://${ELSEWHERE}/a.png>`, `<svg onload="${RUN}">`,
  `<svg><script>${RUN}</script></svg>`, `<svg><animate onbegin="${RUN}" attributeName=x dur=1s>`, `<svg><use href="data:image/svg+xml,x"/></svg>`, `<iframe srcdoc="<script>${RUN}</script>"></iframe>`,
  `<iframe src="javascript:${RUN}">`, `<object data="javascript:${RUN}">`, `<embed src="javascript:${RUN}">`, `<a href="javascript:${RUN}">a</a>`, `<form action="https://${ELSEWHERE}"><button autofocus onfocus="${RUN}">b</button></form>`,
  `<details open ontoggle="${RUN}">`, `<video><source onerror="${RUN}">`, `<audio src=https://${ELSEWHERE}/a.mp3 autoplay>`, `<body onload="${RUN}">`, `<input autofocus onfocus="${RUN}">`, `<select autofocus onfocus="${RUN}">`,
  `<style>@import "https://${ELSEWHERE}/a.css"; *{background:url(https://${ELSEWHERE}/b)}</style>`, `<link rel=stylesheet href=https://${ELSEWHERE}/a.css>`, `<meta http-equiv=refresh content="0;url=https://${ELSEWHERE}/">`, `<base href=https://${ELSEWHERE}/>`,
  `<kbd onclick="${RUN}" onmouseover="${RUN}">k</kbd>`, `<sub style="background:url(https://${ELSEWHERE}/s)">s</sub>`, `<kbd><img src=x onerror="${RUN}"></kbd>`, `<sup></sup/onload=${RUN}>`, `<KBD/ONCLICK=${RUN}>`, `</kbd><kbd>`,
  `<math><mtext><table><mglyph><style><img src=x onerror="${RUN}">`, `<math href="javascript:${RUN}">x</math>`, `<math><maction actiontype="statusline#https://${ELSEWHERE}" xlink:href="javascript:${RUN}">x</maction></math>`,
  `<noscript><p title="</noscript><img src=x onerror='${RUN}'>">`, `<template><img src=x onerror="${RUN}"></template>`, `<!--><img src=x onerror="${RUN}">-->`, `<![CDATA[><img src=x onerror="${RUN}">]]>`, `<x/onclick=${RUN}>`, `"><img src=x onerror="${RUN}">`,
  `'-${RUN}-'`, `\`<img src=x onerror="${RUN}">`, `&lt;img src=x onerror="${RUN}"&gt;`, `&#60;script&#62;${RUN}&#60;/script&#62;`, '\u0001<img src=x onerror=1>\u0002', `]]><svg/onload="${RUN}">`,
];

const URLS: readonly string[] = [
  `javascript:${RUN}`, `JaVaScRiPt:${RUN}`, `java\tscript:${RUN}`, `&#106;avascript:${RUN}`, `javascript&colon;${RUN}`, `%6Aavascript:${RUN}`, `\u0001javascript:${RUN}`, ` javascript:${RUN}`, `javascript://a.b/%0a${RUN}`, `vbscript:${RUN}`,
  `data:text/html,<script>${RUN}</script>`, `data:image/svg+xml,<svg onload="${RUN}"/>`, 'file:///etc/passwd', 'command:workbench.action.closeWindow', 'vscode://file/etc/passwd', 'vscode-webview://x', 'docent:deleteAll', `blob:https://${ELSEWHERE}/a`,
  `//${ELSEWHERE}/a`, `\\\\${ELSEWHERE}\\a`, `https://${ELSEWHERE}/"onmouseover="${RUN}`, `https://${ELSEWHERE}/'><img src=x onerror="${RUN}">`, `src/berths.ts"onclick="${RUN}`, `src/<img src=x onerror=${RUN}>.ts`, '../../../etc/passwd', 'src/../../outside.ts', '#"><script>', 'about:blank', 'view-source:x', 'intent:x',
];

const MACROS: readonly string[] = [
  ...['href', 'url', 'includegraphics', 'htmlId', 'htmlClass', 'htmlStyle', 'htmlData', 'class', 'id', 'style', 'data', 'cssId', 'unicode', 'require', 'input', 'include', 'color', 'textcolor', 'colorbox', 'fcolorbox', 'text', 'mathrm', 'operatorname', 'tag', 'label', 'ref', 'eqref', 'verb', 'char'].map((name) => `\\${name}`),
];
const TEX: readonly string[] = [
  '\\def\\x{\\x\\x}\\x', '\\newcommand{\\a}[1]{#1#1}\\a{\\a{\\a{x}}}', '\\rule{9999em}{9999em}', '\\kern{-9999em}x', '\\raisebox{999em}{x}', '{'.repeat(400), '\\frac'.repeat(400), '\\sqrt{'.repeat(300), '\\left('.repeat(200), `\\begin{${'matrix'.repeat(9)}}`, '\\color{red;background:url(//elsewhere.example)}x',
];

const HTML_PLACES: readonly ((html: string) => string)[] = [
  (x) => x, (x) => `**${x}**`, (x) => `- [ ] ${x}`, (x) => `| a |\n| --- |\n| ${x} |`, (x) => `> ${x}`, (x) => `# ${x}`, (x) => `So[^1].\n\n[^1]: ${x}`, (x) => `So[^${x.replaceAll(/[\s\]]/g, '')}].\n\n[^${x.replaceAll(/[\s\]]/g, '')}]: note`,
  (x) => `$${x}$`, (x) => `$$\n${x}\n$$`, (x) => `\\(\\text{${x}}\\)`, (x) => `\\[${x}\\]`, (x) => `<kbd>${x}</kbd>`, (x) => `<sub>${x}</sub><sup>${x}</sup>`, (x) => `[${x}](src/berths.ts#L3)`, (x) => `[${x}](https://a.example/ "${x}")`, (x) => `![${x}](https://${ELSEWHERE}/a.png)`,
  (x) => `\`${x}\``, (x) => `\`\`\`${x}\n${x}\n\`\`\``, (x) => `\`\`\`html\n${x}\n\`\`\``, (x) => `    ${x}`, (x) => `[r]\n\n[r]: https://a.example/ "${x}"`, (x) => `src/${x}.ts:5 src/berths.ts:5${x}`, (x) => `【1】${x}【2】`,
];

const URL_PLACES: readonly ((url: string) => string)[] = [
  (u) => `[t](${u})`, (u) => `[t](<${u}>)`, (u) => `![t](${u})`, (u) => `![t](<${u}>)`, (u) => `<${u}>`, (u) => u, (u) => `[t][r]\n\n[r]: <${u}>`, (u) => `[![i](${u})](${u})`, (u) => `\`${u}\``, (u) => `**[t](${u} "x")**`, (u) => `- [x] [t](${u})`, (u) => `[^1]\n\n[^1]: [t](${u})`,
  (u) => `$\\href{${u}}{x}$`, (u) => `$\\url{${u}}$`, (u) => `\\[\\includegraphics{${u}}\\]`, (u) => `| [t](${u}) |\n| --- |\n| ${u} |`, (u) => `<kbd>[t](${u})</kbd>`, (u) => `[t](src/berths.ts#${u})`, (u) => `[t](${u}#L3) ${u}:5`,
];

const DIAGRAMS: readonly ((foreign: string) => string)[] = [
  (x) => `graph TD; A["${x}"]-->B`, (x) => `graph TD\nA-->B\nclick A href "${x}" _self`, (x) => `graph TD\nA-->B\nclick A call ${x}`, (x) => `graph TD\nA-->B\nstyle A fill:url(${x})`, (x) => `graph TD\nA-->B\nclassDef a background:url('${x}')\nclass A a`,
  (x) => `%%{init: {"securityLevel": "loose", "htmlLabels": true, "themeCSS": "*{background:url(${x.replaceAll('"', "'")})}"}}%%\ngraph TD\nA["${x}"]-->B`, (x) => `---\nconfig:\n  securityLevel: loose\n  htmlLabels: true\n  fontFamily: "${x.replaceAll('"', "'")}"\n---\ngraph TD\nA-->B`,
  (x) => `graph TD\nA@{ img: "${x}", label: "x" }`, (x) => `sequenceDiagram\nparticipant A as ${x}\nA->>A: ${x}\nlink A: t @ ${x}`, (x) => `classDiagram\nclass A\nlink A "${x}"\ncallback A "${x}"`, (x) => `pie title ${x}\n"${x}": 1`, (x) => `gantt\ntitle ${x}\nsection s\na: a1, 2026-01-01, 1d\nclick a1 href "${x}"`, (x) => x,
];

/** A prime that divides no number of texts. */
const STRIDE = 997;

/** All of them, each once, those of one kind far from each other. */
export function hostileMarkdown(): readonly string[] {
  const plain = [
    ...HTML.flatMap((html) => HTML_PLACES.map((place) => place(html))),
    ...URLS.flatMap((url) => URL_PLACES.map((place) => place(url))),
    ...MACROS.flatMap((macro) => [`\\(${macro}{javascript:${RUN}}{x}\\)`, `$${macro}{onclick=${RUN}}{x}$`, `$$${macro}{<img src=x onerror=${RUN}>}{x}$$`, `\\[${macro}[width=9em]{https://${ELSEWHERE}/a.png}\\]`]),
    ...TEX.flatMap((tex) => [`$${tex}$`, `$$\n${tex}\n$$`, `\`\`\`math\n${tex}\n\`\`\``]),
  ];
  const nested = HTML.flatMap((html, index) => URLS.slice(index % 3).filter((_, at) => at % 3 === 0).map((url) => `> - [ ] <kbd>[${html}](${url})</kbd> $\\text{${html}}$[^a]\n>\n> [^a]: ![${html}](${url})`));
  const diagrams = DIAGRAMS.flatMap((place) => [HTML[0], HTML[2], HTML[8], URLS[0], URLS[10], `https://${ELSEWHERE}/a.png`].map((foreign = '') => `\`\`\`mermaid\n${place(foreign)}\n\`\`\``));
  const all = [...plain, ...nested, ...diagrams];
  return all.map((_, index) => all[(index * STRIDE) % all.length] ?? '');
}
