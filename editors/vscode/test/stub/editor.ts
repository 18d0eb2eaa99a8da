/**
 * An editor without a screen: as much of Visual Studio Code's interface as the extension and its language client touch.
 * `editor` is what the tests do in it and see of it.
 */

import { EventEmitter as Emitter } from "node:events";
import { URI, Utils } from "vscode-uri";

type Listener<T> = (event: T) => unknown;

class EventEmitter<T> {
    private readonly emitter = new Emitter().setMaxListeners(0);
    readonly event = (listener: Listener<T>, self?: unknown): Disposable => {
        const bound = self ? listener.bind(self) : listener;
        this.emitter.on("event", bound);
        return new Disposable(() => this.emitter.off("event", bound));
    };
    fire(event: T): void {
        this.emitter.emit("event", event);
    }
    dispose(): void {
        this.emitter.removeAllListeners();
    }
}

class Disposable {
    constructor(readonly dispose: () => unknown) {}
    static from(...all: { dispose(): unknown }[]): Disposable {
        return new Disposable(() => all.forEach((one) => one.dispose()));
    }
}

class CancellationTokenSource {
    private readonly emitter = new EventEmitter<void>();
    readonly token = {
        isCancellationRequested: false,
        onCancellationRequested: (listener: Listener<void>): Disposable => {
            if (!this.token.isCancellationRequested) return this.emitter.event(listener);
            const timer = setTimeout(listener);
            return new Disposable(() => clearTimeout(timer));
        },
    };
    cancel(): void {
        if (this.token.isCancellationRequested) return;
        this.token.isCancellationRequested = true;
        this.emitter.fire();
    }
    dispose(): void {
        this.emitter.dispose();
    }
}

class Position {
    constructor(
        readonly line: number,
        readonly character: number,
    ) {}
}

class Range {
    constructor(
        readonly start: Position,
        readonly end: Position,
    ) {}
}

class Document {
    version = 1;
    isClosed = false;
    readonly eol = 1;
    constructor(
        readonly uri: URI,
        public languageId: string,
        public text: string,
    ) {}
    getText(): string {
        return this.text;
    }
}

class Webview {
    html = "";
    options: unknown = null;
    readonly cspSource = "https://page.example";
    readonly posted: unknown[] = [];
    private readonly received = new EventEmitter<unknown>();
    readonly onDidReceiveMessage = this.received.event;
    postMessage(message: unknown): Promise<boolean> {
        this.posted.push(message);
        happened.fire();
        return Promise.resolve(true);
    }
    asWebviewUri(uri: URI): URI {
        return uri.with({ scheme: "https", authority: "page.example" });
    }
    /** The page says something. */
    say(message: unknown): void {
        this.received.fire(message);
    }
}

class Panel {
    readonly webview = new Webview();
    visible = true;
    iconPath: unknown = null;
    private readonly changed = new EventEmitter<void>();
    private readonly disposed = new EventEmitter<void>();
    readonly onDidChangeViewState = this.changed.event;
    readonly onDidDispose = this.disposed.event;
    constructor(
        readonly viewType: string,
        public title: string,
    ) {}
    reveal(): void {}
    setVisible(visible: boolean): void {
        this.visible = visible;
        this.changed.fire();
    }
    dispose(): void {
        this.disposed.fire();
    }
}

class SemanticTokens {
    constructor(
        readonly data: Uint32Array,
        readonly resultId?: string,
    ) {}
}

class CodeActionKind {
    static readonly Empty = new CodeActionKind("");
    constructor(readonly value: string) {}
    append(part: string): CodeActionKind {
        return new CodeActionKind(this.value ? `${this.value}.${part}` : part);
    }
}

const happened = new EventEmitter<void>();
const opened = new EventEmitter<Document>();
const closed = new EventEmitter<Document>();
const typed = new EventEmitter<{ document: Document; contentChanges: object[]; reason: undefined }>();
const activated = new EventEmitter<{ document: Document } | undefined>();
const themed = new EventEmitter<object>();
const configured = new EventEmitter<{ affectsConfiguration(section: string): boolean }>();
const commands = new Map<string, (...args: never[]) => unknown>();
const never = new EventEmitter<never>().event;

export const editor = {
    settings: new Map<string, unknown>(),
    documents: [] as Document[],
    panels: [] as Panel[],
    serializers: new Map<string, { deserializeWebviewPanel(panel: Panel, state: unknown): Promise<void> }>(),
    /** The messages that have been shown, and what is pressed on the next. */
    messages: [] as string[],
    answer: undefined as string | undefined,
    /** Commands of the editor's own that have been run. */
    executed: [] as unknown[][],
    openedOutside: [] as string[],
    /** What lies on the disk, by its path: whether it is a folder. */
    disk: new Map<string, boolean>(),
    /** What the language client has registered, by the name of the function. */
    provided: new Map<string, unknown[]>(),
    statuses: [] as { text: string; severity: number }[],
    output: "",

    open(name: string, text: string, languageId = "certdot"): Document {
        const document = new Document(URI.file(name), languageId, text);
        this.documents.push(document);
        opened.fire(document);
        this.activate(document);
        return document;
    },
    activate(document: Document): void {
        vscode.window.activeTextEditor = { document };
        activated.fire({ document });
    },
    /** Replaces all of a document's text. */
    type(document: Document, text: string): void {
        const lines = document.text.split("\n");
        const end = new Position(lines.length - 1, lines.at(-1)?.length ?? 0);
        const range = new Range(new Position(0, 0), end);
        const contentChanges = [{ range, rangeOffset: 0, rangeLength: document.text.length, text }];
        document.text = text;
        document.version += 1;
        typed.fire({ document, contentChanges, reason: undefined });
    },
    run(command: string): unknown {
        return commands.get(command)?.();
    },
    set(key: string, value: unknown): void {
        this.settings.set(key, value);
        configured.fire({ affectsConfiguration: (section) => key === section || key.startsWith(`${section}.`) });
    },
    setDark(isDark: boolean): void {
        vscode.window.activeColorTheme = { kind: isDark ? 2 : 1 };
        themed.fire({});
    },
    newPanel(viewType: string): Panel {
        const panel = new Panel(viewType, "");
        this.panels.push(panel);
        return panel;
    },
    /** Waits until something holds that some event brings about. */
    async until<T>(look: () => T | undefined | false | null): Promise<T> {
        for (;;) {
            const seen = look();
            if (seen) return seen;
            await new Promise<void>((resolve) => {
                const subscription = happened.event(() => {
                    subscription.dispose();
                    resolve();
                });
            });
        }
    },
};

function say(message: string): Promise<string | undefined> {
    editor.messages.push(message);
    happened.fire();
    const answer = editor.answer;
    editor.answer = undefined;
    return Promise.resolve(answer);
}

const known: Record<string, unknown> & { window: Record<string, unknown> } = {
    version: "1.82.0",
    EventEmitter,
    Disposable,
    CancellationTokenSource,
    CodeActionKind,
    Position,
    Range,
    SemanticTokens,
    Uri: Object.assign(URI, { joinPath: Utils.joinPath }),
    ViewColumn: { Beside: -2 },
    FileType: { Unknown: 0, File: 1, Directory: 2, SymbolicLink: 64 },
    ColorThemeKind: { Light: 1, Dark: 2, HighContrast: 3, HighContrastLight: 4 },
    LanguageStatusSeverity: { Information: 0, Warning: 1, Error: 2 },
    env: {
        appName: "stub",
        language: "en",
        openExternal(uri: URI) {
            editor.openedOutside.push(uri.toString());
            return Promise.resolve(true);
        },
    },
    window: {
        activeTextEditor: undefined,
        activeColorTheme: { kind: 1 },
        visibleTextEditors: [],
        tabGroups: { all: [], onDidChangeTabs: never, onDidChangeTabGroups: never },
        onDidChangeActiveTextEditor: activated.event,
        onDidChangeActiveColorTheme: themed.event,
        onDidChangeVisibleTextEditors: never,
        createOutputChannel: () => ({
            append: (text: string) => (editor.output += text),
            appendLine: (text: string) => (editor.output += `${text}\n`),
            show() {},
            dispose() {},
        }),
        createWebviewPanel: (viewType: string) => editor.newPanel(viewType),
        registerWebviewPanelSerializer(viewType: string, serializer: never) {
            editor.serializers.set(viewType, serializer);
            return new Disposable(() => editor.serializers.delete(viewType));
        },
        showErrorMessage: say,
        showWarningMessage: say,
        showInformationMessage: say,
    },
    workspace: {
        workspaceFolders: undefined,
        get textDocuments() {
            return editor.documents;
        },
        getConfiguration: (section?: string) => ({
            get: (key: string, otherwise?: unknown) =>
                editor.settings.get(section ? `${section}.${key}` : key) ?? otherwise,
        }),
        fs: {
            stat(uri: URI) {
                const isFolder = editor.disk.get(uri.fsPath);
                if (isFolder === undefined) return Promise.reject(new Error("ENOENT"));
                return Promise.resolve({ type: isFolder ? 2 : 1 });
            },
        },
        asRelativePath: (uri: URI) => uri.fsPath.replace(/^\/trees\//, ""),
        openTextDocument(uri: URI) {
            const document = editor.documents.find((one) => one.uri.toString() === uri.toString());
            return document ? Promise.resolve(document) : Promise.reject(new Error(`${uri.path} is not there`));
        },
        createFileSystemWatcher: () => ({ onDidChange: never, onDidCreate: never, onDidDelete: never, dispose() {} }),
        onDidOpenTextDocument: opened.event,
        onDidCloseTextDocument: closed.event,
        onDidChangeTextDocument: typed.event,
        onDidChangeConfiguration: configured.event,
        onDidSaveTextDocument: never,
        onWillSaveTextDocument: never,
        onDidChangeWorkspaceFolders: never,
        onDidCreateFiles: never,
        onDidRenameFiles: never,
        onDidDeleteFiles: never,
        onWillCreateFiles: never,
        onWillRenameFiles: never,
        onWillDeleteFiles: never,
        onDidOpenNotebookDocument: never,
        onDidCloseNotebookDocument: never,
        onDidChangeNotebookDocument: never,
        onDidSaveNotebookDocument: never,
        notebookDocuments: [],
    },
    languages: {
        match: (selector: { language: string; scheme: string }[], document: Document) =>
            [selector]
                .flat()
                .some((one) => one.language === document.languageId && one.scheme === document.uri.scheme)
                ? 10
                : 0,
        createDiagnosticCollection: () => ({ set() {}, delete() {}, clear() {}, dispose() {} }),
        createLanguageStatusItem() {
            const status = { text: "", severity: 0, dispose() {} };
            editor.statuses.push(status);
            return status;
        },
        setTextDocumentLanguage(document: Document, language: string) {
            document.languageId = language;
            return Promise.resolve(document);
        },
    },
    commands: {
        registerCommand(name: string, action: (...args: never[]) => unknown) {
            commands.set(name, action);
            return new Disposable(() => commands.delete(name));
        },
        executeCommand(...command: unknown[]) {
            editor.executed.push(command);
            happened.fire();
            return Promise.resolve();
        },
    },
};

known["languages"] = new Proxy(known["languages"] as Record<string, unknown>, {
    get: (target, name: string) =>
        target[name] ??
        ((...provided: unknown[]) => {
            editor.provided.set(name, provided);
            return new Disposable(() => editor.provided.delete(name));
        }),
});

/** The language client derives classes from many of the editor's that are never made here. */
export const vscode: any = new Proxy(known, {
    get(target, name: string) {
        if (!(name in target)) target[name] = class {};
        return target[name];
    },
});
