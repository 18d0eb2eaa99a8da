/** The extension in an editor, and with a server, that only pretend: from what one does to what one sees. */

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, afterEach, beforeEach, test } from "node:test";
import { URI } from "vscode-uri";

import { activate, deactivate } from "../src/extension";
import type { ToPage } from "../src/preview/protocol";
import { editor } from "./stub/editor";

const folder = mkdtempSync(join(tmpdir(), "certdot-"));
const log = join(folder, "log");
const subscriptions: { dispose(): unknown }[] = [];

/** A program that behaves in some way. */
function program(behaviour: string): string {
    const file = join(folder, `certdot-${behaviour || "well"}`);
    const server = join(__dirname, "server.cjs");
    const set = `CERTDOT_TEST_BEHAVIOUR='${behaviour}' CERTDOT_TEST_LOG='${log}'`;
    writeFileSync(file, `#!/bin/sh\n${set} exec '${process.execPath}' '${server}' "$@"\n`);
    chmodSync(file, 0o755);
    return file;
}

function start(behaviour = ""): void {
    editor.settings.set("certdot.path", program(behaviour));
    activate({ extensionUri: URI.file("/extension"), subscriptions } as never);
}

/** What the preview shows now. */
function shown(): ToPage | undefined {
    return editor.panels.at(-1)?.webview.posted.at(-1) as ToPage | undefined;
}

function drawn(title: string, opening = "<title>"): Promise<ToPage> {
    const element = new RegExp(`${opening}${title}</title>`);
    return editor.until(() => {
        const view = shown();
        return view?.note === null && element.test(view.picture ?? "") && view;
    });
}

function noted(): Promise<ToPage> {
    return editor.until(() => {
        const view = shown();
        return view?.note != null && view;
    });
}

function lines(): string[] {
    return readFileSync(log, "utf8").split("\n").filter(Boolean);
}

beforeEach(() => writeFileSync(log, ""));

afterEach(async () => {
    await deactivate();
    for (const one of subscriptions.splice(0)) one.dispose();
    editor.documents.length = 0;
    editor.panels.length = 0;
    editor.messages.length = 0;
    editor.executed.length = 0;
    editor.statuses.length = 0;
    editor.openedOutside.length = 0;
    editor.disk.clear();
    editor.setDark(false);
});

after(() => rmSync(folder, { recursive: true }));

test("the preview shows what is in the editor, and follows it", async () => {
    start();
    const first = editor.open("/trees/first.cert", "one");
    editor.run("certdot.openPreview");
    const view = await drawn("one");
    assert.equal(view.uri, "file:///trees/first.cert");
    assert.equal(editor.panels[0]?.title, "Preview first.cert");
    assert.match(editor.statuses[0]?.text ?? "", /^certdot 0\.1\.0$/);

    editor.type(first, "two");
    await drawn("two");

    editor.open("/trees/second.cert", "three");
    await drawn("three");
    assert.equal(editor.panels.length, 1);
    assert.equal(editor.panels[0]?.title, "Preview second.cert");
    assert.deepEqual(lines(), ["ask one light", "ask two light", "ask three light"]);
});

test("mistakes leave the last picture, under a note", async () => {
    start();
    const document = editor.open("/trees/a.cert", "right");
    editor.run("certdot.openPreview");
    await drawn("right");
    editor.type(document, "wrong");
    const view = await noted();
    assert.equal(view.note, "3 errors");
    assert.match(view.picture ?? "", /right/);
    editor.type(document, "right again");
    await drawn("right again");
});

test("a question that has been overtaken is cancelled, and only then the next is asked", async () => {
    start();
    const document = editor.open("/trees/a.cert", "slow");
    editor.run("certdot.openPreview");
    await new Promise<void>((resolve) => {
        const look = setInterval(() => {
            if (lines().length === 0) return;
            clearInterval(look);
            resolve();
        }, 5);
    });
    editor.type(document, "fast");
    await drawn("fast");
    assert.deepEqual(lines(), ["ask slow light", "cancelled slow", "ask fast light"]);
});

test("the editor's colours are told", async () => {
    start();
    editor.open("/trees/a.cert", "one");
    editor.run("certdot.openPreview");
    await drawn("one");
    const count = editor.panels[0]?.webview.posted.length ?? 0;
    editor.setDark(true);
    await editor.until(() => (editor.panels[0]?.webview.posted.length ?? 0) > count);
    assert.deepEqual(lines(), ["ask one light", "ask one dark"]);
});

test("a page that is made anew is filled again, and one from before the editor's start, too", async () => {
    start();
    editor.open("/trees/a.cert", "one");
    editor.run("certdot.openPreview");
    await drawn("one");
    const webview = editor.panels[0]?.webview;
    webview?.posted.splice(0);
    webview?.say({ type: "ready" });
    await drawn("one");

    editor.panels[0]?.dispose();
    const panel = editor.newPanel("certdot.preview");
    await editor.serializers.get("certdot.preview")?.deserializeWebviewPanel(panel, { uri: "file:///trees/a.cert" });
    await drawn("one");
    assert.match(panel.webview.html, /Content-Security-Policy/);
});

test("links open outside or in the editor, and nothing else does", async () => {
    start();
    editor.open("/trees/a.cert", "one");
    editor.disk.set("/trees/notes/one two.md", false).set("/trees/notes", true);
    editor.run("certdot.openPreview");
    await drawn("one");
    const webview = editor.panels[0]?.webview;
    const commands = (): unknown[] => editor.executed.map(([command, uri]) => [command, (uri as URI | undefined)?.fsPath]);
    const click = (address: string): void => webview?.say({ type: "open", address });
    click("https://example.com/?a=b");
    assert.deepEqual(editor.openedOutside.map(decodeURIComponent), ["https://example.com/?a=b"]);
    click("notes/one%20two.md#three");
    await editor.until(() => editor.executed.length === 1);
    click("notes/");
    await editor.until(() => editor.executed.length === 2);
    webview?.say({ type: "problems" });
    assert.deepEqual(commands(), [
        ["vscode.open", "/trees/notes/one two.md"],
        ["revealInExplorer", "/trees/notes"],
        ["workbench.actions.view.problems", undefined],
    ]);
    assert.deepEqual(editor.messages, []);
    click("javascript:alert(1)");
    click("notes/none.html");
    await editor.until(() => editor.messages.length === 2);
    assert.deepEqual([...editor.messages].sort(), [
        "`javascript:alert(1)` is not an address that can be opened from a picture.",
        "`notes/none.html` leads nowhere: there is no file `notes/none.html`.",
    ]);
    assert.equal(editor.executed.length, 3);
});

test("nothing is drawn while nobody looks", async () => {
    start();
    const document = editor.open("/trees/a.cert", "one");
    editor.run("certdot.openPreview");
    await drawn("one");
    const panel = editor.panels[0];
    panel?.setVisible(false);
    editor.setDark(true);
    editor.type(document, "two");
    assert.deepEqual(lines(), ["ask one light"]);
    panel?.setVisible(true);
    await drawn("two");
    assert(!lines().includes("ask one dark"));
});

test("a program that is not there is missed in words, with ways out", async () => {
    editor.settings.set("certdot.path", "/nowhere/certdot");
    editor.answer = "How to Install";
    activate({ extensionUri: URI.file("/extension"), subscriptions } as never);
    editor.open("/trees/a.cert", "one");
    await editor.until(() => editor.executed.length > 0);
    assert.match(editor.messages[0] ?? "", /^Cannot find the program `\/nowhere\/certdot`/);
    assert.deepEqual(editor.executed[0]?.map(String), [
        "markdown.showPreview",
        "file:///extension/README.md#the-program",
    ]);
    editor.run("certdot.openPreview");
    const view = await noted();
    assert.equal(view.note, "certdot is not running.");

    editor.set("certdot.path", program(""));
    await drawn("one");
});

test("a program that knows no language server is told apart from one that is not there", async () => {
    start("broken");
    editor.answer = "Open Settings";
    editor.open("/trees/a.cert", "one");
    await editor.until(() => editor.executed.length > 0);
    assert.equal(editor.messages.length, 1, editor.messages.join("\n"));
    assert.match(editor.messages[0] ?? "", /^Cannot start `[^`]+` as a language server/);
    assert.deepEqual(editor.executed[0], ["workbench.action.openSettings", "certdot.path"]);
    assert.match(editor.output, /no such file/);
});

test("a server that knows no previews says so in the preview", async () => {
    start("old");
    editor.open("/trees/a.cert", "one");
    editor.run("certdot.openPreview");
    const view = await noted();
    assert.match(view.note ?? "", /too old to draw previews/);
    assert.deepEqual(editor.messages, []);
});

test("a server that ends is started again, up to a point", async () => {
    start();
    const document = editor.open("/trees/a.cert", "one");
    editor.run("certdot.openPreview");
    await drawn("one");
    editor.type(document, "crash");
    await editor.until(() => editor.messages.length > 0);
    assert.match(editor.messages[0] ?? "", /ended unexpectedly several times/);
    assert.equal(lines().filter((line) => line === "ask crash light").length, 5);
    editor.type(document, "two");
    editor.run("certdot.restartServer");
    await drawn("two");
});

test("a certificate is no tree, and starts nothing", async () => {
    start();
    const document = editor.open("/trees/server.cert", "-----BEGIN CERTIFICATE-----\nMIIB\n");
    assert.equal(document.languageId, "plaintext");
    assert.equal(editor.statuses[0]?.text, "");
});

/** The program that is built from the same sources, if whoever runs this says where it is. */
const real = process.env["CERTDOT_PROGRAM"] ?? "";
const help = real && spawnSync(real, ["lsp", "--help"], { encoding: "utf8" }).stdout;
const skip = help.includes("certdot lsp") ? false : "CERTDOT_PROGRAM names no certdot with a language server";

test("the real program draws, and says what is wrong", { skip }, async () => {
    editor.settings.set("certdot.path", real);
    activate({ extensionUri: URI.file("/extension"), subscriptions } as never);
    const document = editor.open(join(folder, "tree.cert"), 'diagram "A tree"\na >> b\n');
    editor.run("certdot.openPreview");
    const light = await drawn("A tree", "<title[^>]*>");
    editor.setDark(true);
    const dark = await editor.until(() => {
        const view = shown();
        return view?.picture !== light.picture && view;
    });
    editor.type(document, 'diagram "A tree"\na -> b\n');
    const wrong = await noted();
    assert.equal(wrong.note, "There is an error");
    assert.equal(wrong.picture, dark.picture);
    editor.type(document, 'diagram "Another tree"\na >> b\n');
    await drawn("Another tree", "<title[^>]*>");
});

test("the real program says what names mean", { skip }, async () => {
    editor.settings.set("certdot.path", real);
    activate({ extensionUri: URI.file("/extension"), subscriptions } as never);
    const text = 'cert a "A\\n"\nedge e [color=red]\ngroup g { a >> e >> b }\n';
    const document = editor.open(join(folder, "names.cert"), text);
    editor.run("certdot.openPreview");
    await editor.until(() => shown()?.picture);
    const [, provider, legend] = editor.provided.get("registerDocumentSemanticTokensProvider") as [
        unknown,
        { provideDocumentSemanticTokens(document: unknown, token: unknown): Promise<{ data: Uint32Array }> },
        { tokenTypes: string[] },
    ];
    const never = { isCancellationRequested: false, onCancellationRequested: () => ({ dispose() {} }) };
    const { data } = await provider.provideDocumentSemanticTokens(document, never);
    const types = Array.from({ length: data.length / 5 }, (_, token) => legend.tokenTypes[data[5 * token + 3] ?? -1]);
    assert.deepEqual(types, ["class", "event", "namespace", "variable", "event", "variable"]);
});
