/**
 * Stands for `certdot lsp`. What it answers to a question for a picture depends on the document's text; each question,
 * with the text that the server knows then, goes as a line into the file that `CERTDOT_TEST_LOG` names.
 */

import { appendFileSync } from "node:fs";
import {
    createProtocolConnection,
    DidChangeTextDocumentNotification,
    DidCloseTextDocumentNotification,
    DidOpenTextDocumentNotification,
    ExitNotification,
    InitializeRequest,
    type InitializeResult,
    ResponseError,
    ShutdownRequest,
    StreamMessageReader,
    StreamMessageWriter,
    TextDocumentSyncKind,
    type CancellationToken,
} from "vscode-languageserver-protocol/node";

const behaviour = process.env["CERTDOT_TEST_BEHAVIOUR"] ?? "";
if (process.argv[2] !== "lsp" || behaviour === "broken") {
    console.error("error: no such file");
    process.exit(2);
}

const connection = createProtocolConnection(
    new StreamMessageReader(process.stdin),
    new StreamMessageWriter(process.stdout),
);
const documents = new Map<string, { text: string; version: number }>();

function log(line: string): void {
    appendFileSync(process.env["CERTDOT_TEST_LOG"] as string, `${line}\n`);
}

connection.onRequest(InitializeRequest.type, (): InitializeResult => ({
    capabilities: { textDocumentSync: TextDocumentSyncKind.Full },
    serverInfo: { name: "certdot", version: "0.1.0" },
}));
connection.onNotification(DidOpenTextDocumentNotification.type, ({ textDocument: { uri, text, version } }) => {
    documents.set(uri, { text, version });
});
connection.onNotification(DidChangeTextDocumentNotification.type, ({ textDocument: { uri, version }, contentChanges }) => {
    documents.set(uri, { text: contentChanges.at(-1)?.text ?? "", version });
});
connection.onNotification(DidCloseTextDocumentNotification.type, ({ textDocument: { uri } }) => {
    documents.delete(uri);
});

interface Question {
    textDocument: { uri: string };
    dark: boolean;
}

if (behaviour !== "old") {
    connection.onRequest("certdot/preview", async ({ textDocument, dark }: Question, token: CancellationToken) => {
        const document = documents.get(textDocument.uri);
        log(`ask ${document?.text} ${dark ? "dark" : "light"}`);
        if (document === undefined) return new ResponseError(-32602, "no such document");
        if (document.text === "crash") process.exit(1);
        if (document.text === "slow") {
            await new Promise<void>((resolve) => token.onCancellationRequested(() => resolve()));
            log("cancelled slow");
            return new ResponseError(-32800, "cancelled");
        }
        const isWrong = document.text.startsWith("wrong");
        return {
            svg: isWrong ? null : `<svg xmlns="http://www.w3.org/2000/svg"><title>${document.text}</title></svg>`,
            version: document.version,
            errors: isWrong ? 3 : 0,
            message: isWrong ? "3 errors" : null,
        };
    });
}

connection.onRequest(ShutdownRequest.type, () => log("shutdown"));
connection.onNotification(ExitNotification.type, () => process.exit(0));
connection.listen();
