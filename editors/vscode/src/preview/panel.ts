/** The preview: a page next to the editor with the picture of the tree that is being edited. */

import * as vscode from "vscode";

import { isCertificate } from "../certificate";
import type { Server } from "../client";
import { Follower, type Subject } from "./follower";
import { html, nonce } from "./html";
import { destination } from "./link";
import type { Answer, FromPage, ToPage } from "./protocol";

export const VIEW_TYPE = "certdot.preview";

/** Whether an editor's document is one to be drawn. */
export function isTree(document: vscode.TextDocument): boolean {
    return document.languageId === "certdot" && !isCertificate(document.getText());
}

function isDark(): boolean {
    const kind = vscode.window.activeColorTheme.kind;
    return kind === vscode.ColorThemeKind.Dark || kind === vscode.ColorThemeKind.HighContrast;
}

/** There is one at most, and it follows the active editor. */
export class Preview implements vscode.Disposable, vscode.WebviewPanelSerializer {
    private panel: vscode.WebviewPanel | null = null;
    private follower: Follower | null = null;
    private readonly listeners: vscode.Disposable[];

    constructor(
        private readonly server: Server,
        private readonly extension: vscode.Uri,
    ) {
        // Any tree and any image may be used by the tree that is shown.
        const files = vscode.workspace.createFileSystemWatcher("**/*.{cert,svg,png,jpg,jpeg,gif,webp}");
        const changed = (): void => this.follower?.changed();
        this.listeners = [
            files,
            files.onDidChange(changed),
            files.onDidCreate(changed),
            files.onDidDelete(changed),
            vscode.workspace.onDidChangeTextDocument((event) => {
                if (event.document.languageId === "certdot" && event.contentChanges.length > 0) changed();
            }),
            vscode.window.onDidChangeActiveTextEditor((editor) => {
                if (editor && isTree(editor.document)) this.follow(editor.document.uri.toString());
            }),
            vscode.window.onDidChangeActiveColorTheme(() => {
                const uri = this.follower?.uri;
                if (uri) this.follow(uri);
            }),
            server.onDidStart(() => this.follower?.again()),
        ];
    }

    /** Shows the active editor's tree next to it. */
    open(): void {
        if (this.panel === null) {
            const place = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true };
            this.take(vscode.window.createWebviewPanel(VIEW_TYPE, "Preview", place));
        } else {
            this.panel.reveal(undefined, true);
        }
        const document = vscode.window.activeTextEditor?.document;
        if (document && isTree(document)) this.follow(document.uri.toString());
    }

    /** Takes over a page that was there before the editor was closed. */
    async deserializeWebviewPanel(panel: vscode.WebviewPanel, state: unknown): Promise<void> {
        this.panel?.dispose();
        this.take(panel);
        const uri = (state as { uri?: unknown } | null | undefined)?.uri;
        if (typeof uri === "string") this.follow(uri);
    }

    dispose(): void {
        this.panel?.dispose();
        for (const listener of this.listeners) listener.dispose();
    }

    private follow(uri: string): void {
        if (this.panel === null || this.follower === null) return;
        const path = vscode.Uri.parse(uri).path;
        this.panel.title = `Preview ${path.slice(path.lastIndexOf("/") + 1)}`;
        this.follower.follow({ uri, dark: isDark() });
    }

    private take(panel: vscode.WebviewPanel): void {
        const follower = new Follower({
            ask: (subject, signal) => this.ask(subject, signal),
            show: (view) => void panel.webview.postMessage({ type: "show", ...view } satisfies ToPage),
            later: (milliseconds, action) => {
                const timer = setTimeout(action, milliseconds);
                return () => clearTimeout(timer);
            },
        });
        this.panel = panel;
        this.follower = follower;

        const folder = vscode.Uri.joinPath(this.extension, "dist");
        const part = (name: string): string => panel.webview.asWebviewUri(vscode.Uri.joinPath(folder, name)).toString();
        const icon = (name: string): vscode.Uri => vscode.Uri.joinPath(this.extension, "icons", name);
        panel.iconPath = { light: icon("file-light.svg"), dark: icon("file-dark.svg") };
        panel.onDidChangeViewState(() => follower.setVisible(panel.visible));
        panel.onDidDispose(() => {
            follower.end();
            if (this.panel === panel) {
                this.panel = null;
                this.follower = null;
            }
        });
        panel.webview.onDidReceiveMessage((message: FromPage) => this.hear(message, follower));
        panel.webview.options = { enableScripts: true, localResourceRoots: [folder] };
        const parts = { script: part("page.js"), style: part("style.css"), source: panel.webview.cspSource };
        panel.webview.html = html(parts, nonce());
    }

    private async ask(subject: Subject, signal: AbortSignal): Promise<Answer> {
        // The server knows only what is open; a document whose editor has been closed is opened again, unseen.
        await vscode.workspace.openTextDocument(vscode.Uri.parse(subject.uri));
        const cancellation = new vscode.CancellationTokenSource();
        signal.addEventListener("abort", () => cancellation.cancel());
        if (signal.aborted) cancellation.cancel();
        const question = { textDocument: { uri: subject.uri }, dark: subject.dark };
        try {
            return await this.server.ask(question, cancellation.token);
        } finally {
            cancellation.dispose();
        }
    }

    private hear(message: FromPage, follower: Follower): void {
        switch (message.type) {
            case "ready":
                follower.repeat();
                break;
            case "problems":
                void vscode.commands.executeCommand("workbench.actions.view.problems");
                break;
            case "open":
                void this.openLink(message.address, follower.uri);
                break;
        }
    }

    private async openLink(address: string, uri: string | null): Promise<void> {
        const refused = await follow(address, uri);
        if (refused !== null) void vscode.window.showWarningMessage(refused);
    }
}

/** Opens the target of a link in a document's picture, or returns why it cannot. */
async function follow(address: string, uri: string | null): Promise<string | null> {
    const target = destination(address);
    if (target?.kind === "outside") {
        await vscode.env.openExternal(vscode.Uri.parse(target.address, true));
        return null;
    }
    const document = uri === null ? null : vscode.Uri.parse(uri);
    if (target === null || document === null) return `\`${address}\` is not an address that can be opened from a picture.`;
    if (document.scheme === "untitled") return `\`${address}\` is relative to the tree's file: save the tree first.`;
    const file = vscode.Uri.joinPath(document, "..", target.path.replace(/\/+$/, ""));
    const found = await vscode.workspace.fs.stat(file).then(
        ({ type }) => type,
        () => null,
    );
    if (found === null) {
        return `\`${address}\` leads nowhere: there is no file \`${vscode.workspace.asRelativePath(file)}\`.`;
    }
    // A file that no editor can show is revealed in its folder.
    await vscode.commands.executeCommand(found & vscode.FileType.Directory ? "revealInExplorer" : "vscode.open", file);
    return null;
}
