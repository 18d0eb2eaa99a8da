/** Starts what the extension consists of. */

import * as vscode from "vscode";

import { isCertificate } from "./certificate";
import { Server } from "./client";
import { isTree, Preview, VIEW_TYPE } from "./preview/panel";

let server: Server | null = null;

export function activate(context: vscode.ExtensionContext): void {
    const here = new Server(context.extensionUri);
    server = here;
    const preview = new Preview(here, context.extensionUri);

    const meet = (document: vscode.TextDocument): void => {
        if (isTree(document)) {
            void here.start();
        } else if (document.languageId === "certdot" && isCertificate(document.getText())) {
            void vscode.languages.setTextDocumentLanguage(document, "plaintext");
        }
    };

    context.subscriptions.push(
        here,
        preview,
        vscode.window.registerWebviewPanelSerializer(VIEW_TYPE, preview),
        vscode.commands.registerCommand("certdot.openPreview", () => preview.open()),
        vscode.commands.registerCommand("certdot.restartServer", () => here.restart()),
        vscode.workspace.onDidOpenTextDocument(meet),
        // Trust in a workspace changes this setting, too.
        vscode.workspace.onDidChangeConfiguration((event) => {
            if (event.affectsConfiguration("certdot.path")) void here.reconfigure();
        }),
    );
    vscode.workspace.textDocuments.forEach(meet);
}

export function deactivate(): Promise<void> | undefined {
    return server?.close();
}
