/** The connection to `certdot lsp`, and the messages when there is none. */

import { accessSync, constants, statSync } from "node:fs";
import { homedir } from "node:os";
import * as vscode from "vscode";
import {
    CloseAction,
    ErrorAction,
    LanguageClient,
    State,
    type CloseHandlerResult,
    type LanguageClientOptions,
    type ServerOptions,
} from "vscode-languageclient/node";

import { Crashes } from "./crashes";
import { METHOD, type Answer, type Question } from "./preview/protocol";
import { locate, type Machine } from "./program";
import { Status } from "./status";
import { names } from "./tokens";

const machine: Machine = {
    platform: process.platform,
    searchPath: process.env["PATH"] ?? "",
    home: homedir(),
    isProgram(file) {
        try {
            accessSync(file, constants.X_OK);
            return statSync(file).isFile();
        } catch {
            return false;
        }
    },
};

/** Shows no messages by itself: `Server` does, with a button. */
class QuietClient extends LanguageClient {
    /** When it has been started, or has failed to. */
    settled: Promise<void> = Promise.resolve();

    override error(message: string, data?: unknown): void {
        super.error(message, data, false);
    }

    override start(): Promise<void> {
        const start = super.start();
        this.settled = start.catch(() => undefined);
        return start;
    }

    /** What does not run cannot be stopped, which is a failure to the base class, and whose it does not wait for. */
    override stop(timeout?: number): Promise<void> {
        return super.stop(timeout).catch(() => undefined);
    }
}

export class Server implements vscode.Disposable {
    private client: LanguageClient | null = null;
    /** Starting and stopping take their time, and come one after the other. */
    private queue: Promise<void> = Promise.resolve();
    private isWanted = false;
    private readonly crashes = new Crashes();
    private readonly status = new Status();
    private readonly output = vscode.window.createOutputChannel("certdot");
    private readonly started = new vscode.EventEmitter<void>();
    private readonly watchers: vscode.FileSystemWatcher;
    /** It has come up, or up again. */
    readonly onDidStart = this.started.event;

    constructor(private readonly extension: vscode.Uri) {
        this.watchers = vscode.workspace.createFileSystemWatcher("**/*.cert");
    }

    /** Starts it, unless that has been done before. */
    start(): Promise<void> {
        if (this.isWanted) return this.queue;
        this.isWanted = true;
        return this.enqueue(() => this.launch());
    }

    /** Another program may be meant now. */
    reconfigure(): Promise<void> {
        return this.isWanted ? this.restart() : this.queue;
    }

    restart(): Promise<void> {
        this.isWanted = true;
        return this.enqueue(async () => {
            await this.stop();
            await this.launch();
        });
    }

    /** Asks for a picture. */
    async ask(question: Question, token: vscode.CancellationToken): Promise<Answer> {
        await this.queue;
        if (token.isCancellationRequested) throw new vscode.CancellationError();
        if (this.client === null) throw new Error("certdot is not running.");
        return this.client.sendRequest<Answer>(METHOD, question, token);
    }

    /** Ends it, for good. */
    close(): Promise<void> {
        return this.enqueue(() => this.stop());
    }

    dispose(): void {
        this.status.dispose();
        this.output.dispose();
        this.started.dispose();
        this.watchers.dispose();
    }

    private enqueue(action: () => Promise<void>): Promise<void> {
        this.queue = this.queue.then(action, action);
        return this.queue;
    }

    private async launch(): Promise<void> {
        const setting = vscode.workspace.getConfiguration("certdot").get<string>("path", "certdot");
        const workspace = vscode.workspace.workspaceFolders?.[0]?.uri;
        const program = locate(setting, workspace?.scheme === "file" ? workspace.fsPath : null, machine);
        if (program === null) {
            this.status.stopped("certdot was not found");
            this.complain(`Cannot find the program \`${setting}\`. Without it, .cert files only get syntax colors.`);
            return;
        }
        const options: ServerOptions = { command: program, args: ["lsp"] };
        const client: QuietClient = new QuietClient("certdot", "certdot", options, this.options(() => this.closed(client)));
        this.status.starting();
        try {
            await client.start();
        } catch (error) {
            this.output.appendLine(`${program} lsp: ${error instanceof Error ? error.message : error}`);
            this.status.stopped("cannot start certdot");
            this.complain(`Cannot start \`${program}\` as a language server. It may be too old.`);
            return;
        }
        this.client = client;
        this.status.running(client.initializeResult?.serverInfo?.version ?? null);
        this.started.fire();
        client.onDidChangeState(({ newState }) => {
            if (newState === State.Running) {
                this.status.running(client.initializeResult?.serverInfo?.version ?? null);
                this.started.fire();
            }
        });
    }

    private async stop(): Promise<void> {
        const client = this.client;
        this.client = null;
        // If the old one has already ended, or does not end, start another anyway.
        await client?.dispose().catch(() => undefined);
    }

    private options(closed: () => Promise<CloseHandlerResult>): LanguageClientOptions {
        return {
            documentSelector: ["file", "untitled"].map((scheme) => ({ scheme, language: "certdot" })),
            synchronize: { fileEvents: this.watchers },
            outputChannel: this.output,
            initializationFailedHandler: () => false,
            middleware: {
                provideDocumentSemanticTokens: async (document, token, next) =>
                    this.onlyNames(await next(document, token)),
                provideDocumentRangeSemanticTokens: async (document, range, token, next) =>
                    this.onlyNames(await next(document, range, token)),
            },
            errorHandler: {
                error: () => ({ action: ErrorAction.Continue, handled: true }),
                closed,
            },
        };
    }

    /** The program has ended without having been asked to. */
    private async closed(client: QuietClient): Promise<CloseHandlerResult> {
        // If it has ended while it started, the start is to fail first: the base class would forget it, and with it
        // whoever waits for it.
        await client.settled;
        // `launch` has failed, and has reported it.
        if (this.client !== client) return { action: CloseAction.DoNotRestart, handled: true };
        if (this.crashes.note(Date.now())) return { action: CloseAction.Restart, handled: true };
        this.client = null;
        this.status.stopped("certdot ended unexpectedly");
        this.mourn();
        return { action: CloseAction.DoNotRestart, handled: true };
    }

    private onlyNames(tokens: vscode.SemanticTokens | null | undefined): vscode.SemanticTokens | null | undefined {
        const types = this.client?.initializeResult?.capabilities.semanticTokensProvider?.legend.tokenTypes;
        return tokens && new vscode.SemanticTokens(names(tokens.data, types ?? []), tokens.resultId);
    }

    private complain(message: string): void {
        const settings = "Open Settings";
        const help = "How to Install";
        void vscode.window.showErrorMessage(message, settings, help).then((choice) => {
            if (choice === settings) {
                void vscode.commands.executeCommand("workbench.action.openSettings", "certdot.path");
            } else if (choice === help) {
                const page = vscode.Uri.joinPath(this.extension, "README.md").with({ fragment: "the-program" });
                void vscode.commands.executeCommand("markdown.showPreview", page);
            }
        });
    }

    private mourn(): void {
        const restart = "Restart";
        const output = "Show Output";
        const message = "certdot ended unexpectedly several times and will not be restarted.";
        void vscode.window.showErrorMessage(message, restart, output).then((choice) => {
            if (choice === restart) void this.restart();
            else if (choice === output) this.output.show();
        });
    }
}
