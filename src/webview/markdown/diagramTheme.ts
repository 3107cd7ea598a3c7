import { useEffect, useState } from 'preact/hooks';

/** The variables of Mermaid's basic theme that follow the editor's. */
export interface DiagramTheme {
  readonly darkMode: boolean;
  readonly background: string;
  readonly primaryColor: string;
  readonly primaryTextColor: string;
  readonly primaryBorderColor: string;
  readonly secondaryColor: string;
  readonly tertiaryColor: string;
  readonly textColor: string;
  readonly lineColor: string;
  readonly edgeLabelBackground: string;
  readonly noteBkgColor: string;
  readonly noteTextColor: string;
  readonly noteBorderColor: string;
  readonly fontFamily: string;
  readonly fontSize: string;
  readonly useGradient: false;
  readonly dropShadow: 'none';
  /** Of the parts of a pie. */
  readonly pie1: string;
  readonly pie2: string;
  readonly pie3: string;
  readonly pie4: string;
  readonly pie5: string;
  readonly pie6: string;
  readonly pieSectionTextColor: string;
}

function currentTheme(): DiagramTheme {
  const styles = getComputedStyle(document.body);
  const colour = (...names: readonly string[]) => names.map((name) => styles.getPropertyValue(`--vscode-${name}`).trim()).find((value) => value !== '');
  const text = colour('editor-foreground', 'foreground') ?? '#000000';
  const background = colour('editor-background') ?? '#ffffff';
  const box = colour('editorWidget-background', 'sideBar-background') ?? background;
  const border = colour('contrastBorder', 'descriptionForeground') ?? text;
  return {
    darkMode: /vscode-(dark|high-contrast)(?!-light)/.test(document.body.className) && !document.body.classList.contains('vscode-high-contrast-light'),
    background,
    primaryColor: box,
    primaryTextColor: text,
    primaryBorderColor: border,
    secondaryColor: box,
    tertiaryColor: background,
    textColor: text,
    lineColor: border,
    edgeLabelBackground: background,
    noteBkgColor: box,
    noteTextColor: text,
    noteBorderColor: border,
    fontFamily: styles.fontFamily,
    fontSize: '13px',
    useGradient: false,
    dropShadow: 'none',
    pie1: colour('charts-blue') ?? box,
    pie2: colour('charts-orange') ?? box,
    pie3: colour('charts-green') ?? box,
    pie4: colour('charts-purple') ?? box,
    pie5: colour('charts-yellow') ?? box,
    pie6: colour('charts-red') ?? box,
    pieSectionTextColor: text,
  };
}

/** The theme as it is now; a new object when the editor has another one. */
export function useDiagramTheme(): DiagramTheme {
  const [theme, setTheme] = useState(currentTheme);
  useEffect(() => {
    const observer = new MutationObserver(() => {
      const next = currentTheme();
      setTheme((before) => (JSON.stringify(before) === JSON.stringify(next) ? before : next));
    });
    for (const element of [document.documentElement, document.body]) observer.observe(element, { attributes: true, attributeFilter: ['style', 'class'] });
    return () => observer.disconnect();
  }, []);
  return theme;
}
