import * as vscode from 'vscode';

/** Remembers what is in front of the user. @returns goes back there: shows the file as it was shown, and closes the tabs that have come since for a look */
export function rememberPlace(): () => Promise<void> {
  const editor = vscode.window.activeTextEditor;
  const tabs = openTabs();
  const wasPreview = vscode.window.tabGroups.activeTabGroup.activeTab?.isPreview ?? false;
  const [selections, visible] = [editor?.selections ?? [], editor?.visibleRanges[0]];
  const isOfEditor = ({ input }: vscode.Tab) => input instanceof vscode.TabInputText && input.uri.toString() === editor?.document.uri.toString();
  return async () => {
    // With the focus, which is lost where the place that was shown lies in another kind of editor; and first, or it goes with the closed tab.
    if (editor) {
      const { document, viewColumn } = editor;
      const shown = await vscode.window.showTextDocument(document, { preview: wasPreview, ...(viewColumn !== undefined && { viewColumn }) });
      shown.selections = selections;
      if (visible) shown.revealRange(visible, vscode.TextEditorRevealType.AtTop);
    }
    await vscode.window.tabGroups.close(openTabs().filter((tab) => tab.isPreview && !tabs.includes(tab) && !isOfEditor(tab)), true);
  };
}

function openTabs(): readonly vscode.Tab[] {
  return vscode.window.tabGroups.all.flatMap((group) => group.tabs);
}
