/** The small parts that need no editor. */

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

import { isCertificate } from "../src/certificate";
import { Crashes } from "../src/crashes";
import { fit, inSight, move, wheelFactor, zoom } from "../src/page/placement";
import { html, nonce } from "../src/preview/html";
import { destination } from "../src/preview/link";
import { locate, type Machine } from "../src/program";
import { names } from "../src/tokens";

const extension = join(__dirname, "..");

test("a certificate begins as one", () => {
    assert(isCertificate("-----BEGIN CERTIFICATE-----\nMIIB\n"));
    assert(isCertificate("\uFEFF\n-----BEGIN TRUSTED CERTIFICATE-----\n"));
    assert(!isCertificate("// -----BEGIN CERTIFICATE-----\na -- b\n"));
    assert(!isCertificate(""));
});

function machine(platform: NodeJS.Platform, searchPath: string, home: string, ...programs: string[]): Machine {
    return { platform, searchPath, home, isProgram: (file) => programs.includes(file) };
}

test("a program is found where the setting says", () => {
    const unix = machine("linux", "/bin:/opt/bin", "/home/a", "/opt/bin/certdot", "/home/a/certdot", "/trees/tools/certdot");
    assert.equal(locate("certdot", "/trees", unix), "/opt/bin/certdot");
    assert.equal(locate(" ", "/trees", unix), "/opt/bin/certdot");
    assert.equal(locate("/home/a/certdot", null, unix), "/home/a/certdot");
    assert.equal(locate("~/certdot", null, unix), "/home/a/certdot");
    assert.equal(locate("tools/certdot", "/trees", unix), "/trees/tools/certdot");
    assert.equal(locate("tools/certdot", null, unix), null);
    assert.equal(locate("other", "/trees", unix), null);

    const windows = machine("win32", "C:\\Windows;C:\\Tools", "C:\\Users\\a", "C:\\Tools\\certdot.exe", "D:\\c.exe");
    assert.equal(locate("certdot", "D:\\", windows), "C:\\Tools\\certdot.exe");
    assert.equal(locate("certdot.exe", "D:\\", windows), "C:\\Tools\\certdot.exe");
    assert.equal(locate("D:\\c", null, windows), "D:\\c.exe");
});

test("a program of the workspace is not taken for one of the machine", () => {
    const windows = machine("win32", ".;C:\\Windows", "C:\\Users\\a", "D:\\trees\\certdot.exe", ".\\certdot.exe");
    assert.equal(locate("certdot", "D:\\trees", windows), null);
    const unix = machine("linux", ":.:bin", "/home/a", "/trees/certdot", "certdot", "./certdot", "bin/certdot");
    assert.equal(locate("certdot", "/trees", unix), null);
});

test("a program that ends too often is given up, unless it took its time", () => {
    const crashes = new Crashes();
    assert.deepEqual(
        [0, 1000, 2000, 3000, 4000].map((time) => crashes.note(time)),
        [true, true, true, true, false],
    );
    assert(crashes.note(10 * 60 * 1000));
});

test("links lead to the web, to mail, to files, and nowhere else", () => {
    assert.deepEqual(destination("https://example.com/a?b#c"), {
        kind: "outside",
        address: "https://example.com/a?b#c",
    });
    assert.deepEqual(destination("mailto:a@example.com"), { kind: "outside", address: "mailto:a@example.com" });
    assert.deepEqual(destination("docs/a%20b.md#c"), { kind: "file", path: "docs/a b.md" });
    assert.deepEqual(destination("../a.cert?b"), { kind: "file", path: "../a.cert" });
    for (const address of [
        "",
        "#a",
        "?a",
        "/etc/passwd",
        "//example.com/a",
        "\\\\example\\a",
        "javascript:alert(1)",
        "data:text/html,a",
        "file:///etc/passwd",
        "command:workbench.action.quit",
        "C:\\a",
        "%E0%A4%A",
    ]) {
        assert.equal(destination(address), null, address);
    }
});

test("the page lets no script run but its own, and loads nothing", () => {
    const word = nonce();
    assert.notEqual(word, nonce());
    const page = html({ script: "s.js", style: "s.css", source: "https://page.example" }, word);
    const policy = /Content-Security-Policy" content="([^"]*)"/.exec(page)?.[1]?.split("; ");
    assert.deepEqual(policy, [
        "default-src 'none'",
        "img-src data:",
        "style-src https://page.example 'unsafe-inline'",
        `script-src 'nonce-${word}'`,
        "base-uri 'none'",
        "form-action 'none'",
    ]);
    assert.deepEqual(page.match(/<script[^>]*>/g), [`<script nonce="${word}" src="s.js">`]);
});

const STAGE = { width: 800, height: 600 };

test("all of a picture is shown in the middle, and a small one is not blown up", () => {
    assert.deepEqual(fit({ width: 400, height: 200 }, STAGE), { scale: 1, x: 200, y: 200 });
    assert.deepEqual(fit({ width: 1536, height: 100 }, STAGE), { scale: 0.5, x: 16, y: 275 });
});

test("what is under the pointer stays there when one zooms", () => {
    const before = { scale: 0.5, x: 10, y: 20 };
    const at = { x: 300, y: 100 };
    const after = zoom(before, 1.5, at);
    assert.equal(after.scale, 0.75);
    for (const axis of ["x", "y"] as const) {
        assert.equal((at[axis] - after[axis]) / after.scale, (at[axis] - before[axis]) / before.scale);
    }
    assert.equal(zoom(before, 1e9, at).scale, 20);
    assert.equal(zoom(before, 1e-9, at).scale, 0.05);
    assert(wheelFactor(-100) > 1 && wheelFactor(100) < 1);
    assert.equal(wheelFactor(1000), wheelFactor(50));
});

test("a picture cannot get lost", () => {
    const picture = { width: 100, height: 20 };
    const placement = { scale: 1, x: 0, y: 0 };
    assert.deepEqual(inSight(move(placement, { x: -5000, y: 5000 }), picture, STAGE), { scale: 1, x: -52, y: 580 });
    assert.deepEqual(inSight(move(placement, { x: 50, y: 60 }), picture, STAGE), { scale: 1, x: 50, y: 60 });
});

test("of the server's colours only those of names are left, where they were", () => {
    const types = ["keyword", "variable", "class"];
    const tokens = [
        [0, 0, 4, 0, 0], // 0:0 keyword
        [0, 5, 1, 1, 1], // 0:5 variable
        [0, 2, 3, 0, 0], // 0:7 keyword
        [0, 4, 2, 2, 0], // 0:11 class
        [2, 3, 1, 0, 0], // 2:3 keyword
        [0, 4, 1, 1, 0], // 2:7 variable
        [1, 1, 1, 9, 0], // 3:1 unknown
        [0, 1, 1, 1, 0], // 3:2 variable
    ];
    assert.deepEqual(
        [...names(Uint32Array.from(tokens.flat()), types)],
        [
            [0, 5, 1, 1, 1],
            [0, 6, 2, 2, 0],
            [2, 7, 1, 1, 0],
            [1, 2, 1, 1, 0],
        ].flat(),
    );
});

const configuration = JSON.parse(readFileSync(join(extension, "language-configuration.json"), "utf8"));

test("names are words", () => {
    const { pattern, flags } = configuration.wordPattern;
    const words = (text: string): string[] => [...text.matchAll(new RegExp(pattern, `${flags}g`))].map(([word]) => word);
    assert.deepEqual(words("az-900 >> SAA-C03--Prüfung_1, net/\"in\" [color=#ff9900]"), [
        "az-900",
        "SAA-C03",
        "Prüfung_1",
        "net",
        "in",
        "color",
        "ff9900",
    ]);
});

test("the samples are indented as the rules say", () => {
    const increase = new RegExp(configuration.indentationRules.increaseIndentPattern);
    const decrease = new RegExp(configuration.indentationRules.decreaseIndentPattern);
    const samples = join(extension, "../../samples");
    const names = readdirSync(samples).filter((name) => name.endsWith(".cert"));
    assert(names.length > 8);
    for (const name of names) {
        let depth = 0;
        for (const line of readFileSync(join(samples, name), "utf8").split("\n")) {
            if (decrease.test(line)) depth -= 1;
            // What goes on with a chain is deeper, and so are comments before it.
            if (!/^\s*(?:$|\/\/|>>|<<|<>|--)/.test(line)) {
                assert.equal(/^ */.exec(line)?.[0].length, depth * 4, `${name}: ${line}`);
            }
            if (increase.test(line)) depth += 1;
        }
        assert.equal(depth, 0, name);
    }
    assert(increase.test('group "a [" { // {'));
    assert(!increase.test('a "x {'));
    assert(!increase.test("# {"));
    assert(!increase.test("a >> b // {"));
    assert(!increase.test("/* a */ b /* [ */"));
});

test("return indents what goes on, once", () => {
    const indents = (line: string, above = ""): boolean =>
        configuration.onEnterRules.some(
            (rule: { beforeText: string; previousLineText?: string }) =>
                new RegExp(rule.beforeText).test(line) && new RegExp(rule.previousLineText ?? "").test(above),
        );
    assert(indents("a >> b >>"));
    assert(indents("a --"));
    assert(indents("node a, b,"));
    assert(!indents("    c >>", "a >> b >>"));
    assert(!indents("a >> b"));
    assert(!indents("// a >>"));
    assert(!indents("    color = red,"));
});
