/** The build gives the library as a text: it runs in frames of diagrams, never in a view. */
declare module '@mermaid-js/tiny/dist/mermaid.tiny.js' {
  const script: string;
  export default script;
}
