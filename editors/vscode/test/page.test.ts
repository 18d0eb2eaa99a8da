/**
 * The preview's page in a browser: what it shows, how it is zoomed and moved, and that pictures cannot act. Passed over
 * where there is no Chromium, unless `CI` is set. `CERTDOT_SCREENSHOTS=folder` keeps pictures of the page.
 */

import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { after, before, test } from "node:test";
import type { Browser, Page } from "playwright-core";

import { html } from "../src/preview/html";
import type { ToPage } from "../src/preview/protocol";

const folders = (process.env["PATH"] ?? "").split(delimiter);
const chromiumPath = folders.map((folder) => join(folder, "chromium")).find(existsSync);
if (!chromiumPath && process.env["CI"]) throw new Error("these tests need `chromium`: `bash tests/run` installs it");
const skip = chromiumPath ? false : "there is no Chromium here";
const ORIGIN = "http://page.invalid";
const URI = "file:///trees/a.cert";
const LIGHT = {
    "editor-background": "#ffffff",
    foreground: "#3b3b3b",
    "editorWidget-background": "#f8f8f8",
    "widget-border": "#e5e5e5",
    "inputValidation-warningBackground": "#f6f5d2",
    "inputValidation-warningBorder": "#b89500",
    "button-secondaryBackground": "#e5e5e5",
    "button-secondaryForeground": "#3b3b3b",
    descriptionForeground: "#3b3b3b",
};
const DARK = {
    "editor-background": "#1f1f1f",
    foreground: "#cccccc",
    "editorWidget-background": "#202020",
    "widget-border": "#313131",
    "inputValidation-warningBackground": "#352a05",
    "inputValidation-warningBorder": "#b89500",
    "button-secondaryBackground": "#313131",
    "button-secondaryForeground": "#cccccc",
    descriptionForeground: "#9d9d9d",
};

let browser: Browser | null = null;

before(async () => {
    if (!chromiumPath) return;
    const { chromium } = await import("playwright-core");
    browser = await chromium.launch({
        executablePath: chromiumPath,
        args: [
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
        ],
    });
});

after(() => browser?.close());

/** A page as the extension makes it, with an editor that only takes notes. */
async function open(theme: Record<string, string> = LIGHT, state?: unknown): Promise<Page> {
    const page = await (browser as Browser).newPage({ viewport: { width: 1280, height: 800 } });
    const parts = { script: `${ORIGIN}/page.js`, style: `${ORIGIN}/style.css`, source: ORIGIN };
    const colours = Object.entries(theme).map(([name, value]) => `--vscode-${name}: ${value};`);
    const text = html(parts, "word").replace("<html", `<html style="${colours.join(" ")}"`);
    await page.route("**", (route) => {
        const name = new URL(route.request().url()).pathname.slice(1);
        const types: Record<string, string> = { "page.js": "text/javascript", "style.css": "text/css" };
        const contentType = types[name];
        if (name === "") return route.fulfill({ body: text, contentType: "text/html" });
        if (contentType) return route.fulfill({ body: readFileSync(join(__dirname, name)), contentType });
        return route.abort();
    });
    await page.addInitScript((state) => {
        const heard: unknown[] = [];
        let kept: unknown = state;
        Object.assign(globalThis, {
            heard,
            kept: () => kept,
            acquireVsCodeApi: () => ({
                postMessage: (message: unknown) => heard.push(message),
                getState: () => kept,
                setState: (state: unknown) => (kept = state),
            }),
        });
    }, state);
    await page.goto(`${ORIGIN}/`);
    return page;
}

function show(page: Page, view: Partial<ToPage>): Promise<void> {
    const message: ToPage = { type: "show", uri: URI, picture: null, note: null, ...view };
    return page.evaluate(`void dispatchEvent(new MessageEvent("message", { data: ${JSON.stringify(message)} }))`);
}

function heard(page: Page): Promise<unknown[]> {
    return page.evaluate("heard") as Promise<unknown[]>;
}

interface Box {
    x: number;
    y: number;
    width: number;
    height: number;
}

async function box(page: Page): Promise<Box> {
    const box = await page.locator("#sheet").boundingBox();
    assert(box);
    return box;
}

/** Waits until something may have been drawn anew. */
function frame(page: Page): Promise<unknown> {
    return page.evaluate("new Promise(requestAnimationFrame)");
}

async function keep(page: Page, name: string): Promise<void> {
    const folder = process.env["CERTDOT_SCREENSHOTS"];
    if (folder) await page.screenshot({ path: join(folder, `${name}.png`) });
}

/** Something of the size and kind that certdot draws. */
function picture(fill = "#e6eaee", inside = ""): string {
    return `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" role="img" width="300pt" height="150pt" viewBox="0 0 300 150">
<style>.box{stroke:rgb(1,2,3)}</style><title>Tree</title>
<rect class="box" width="300" height="150" style="fill:${fill}"/>
<a xlink:href="https://example.com/"><rect id="link" x="10" y="10" width="80" height="40" fill="teal"/></a>${inside}</svg>`;
}

test("it says what to do, then shows the picture, all of it", { skip }, async () => {
    const page = await open();
    assert.deepEqual(await heard(page), [{ type: "ready" }]);
    assert(await page.getByText("Open a .cert file").isVisible());
    assert(await page.getByRole("toolbar").isHidden());
    await show(page, { picture: picture() });
    assert(await page.getByText("Open a .cert file").isHidden());
    assert.deepEqual(await box(page), { x: 440, y: 300, width: 400, height: 200 });
    const drawn = `getComputedStyle(document.getElementById("sheet").shadowRoot.querySelector(".box"))`;
    assert.equal(await page.evaluate(`${drawn}.fill`), "rgb(230, 234, 238)");
    assert.equal(await page.evaluate(`${drawn}.stroke`), "rgb(1, 2, 3)");
    assert.equal(await page.getByRole("status").filter({ visible: true }).count(), 0);
    await page.close();
});

test("mistakes leave the old picture under a note, and zoom and place stay", { skip }, async () => {
    const page = await open();
    await show(page, { picture: picture() });
    await page.mouse.move(500, 350);
    await page.keyboard.down("Control");
    await page.mouse.wheel(0, -100);
    await page.keyboard.up("Control");
    await page.getByText("126%").waitFor();
    await page.mouse.down();
    await page.mouse.move(450, 330, { steps: 4 });
    await page.mouse.up();
    const placed = await box(page);
    assert(Math.abs(placed.width - 504) < 1 && placed.x < 400 && placed.y < 290, JSON.stringify(placed));

    await show(page, { picture: picture("#aabbcc") });
    assert.deepEqual(await box(page), placed);
    await show(page, { picture: picture("#aabbcc"), note: "3 errors" });
    const note = page.getByRole("status").filter({ visible: true });
    assert.match(await note.innerText(), /3 errors – this is the last picture that could be drawn\./);
    const noteHeight = (await page.locator("#note").boundingBox())?.height ?? 0;
    assert.deepEqual(await box(page), { ...placed, y: placed.y + noteHeight });
    assert.equal(await page.locator("#link").count(), 1);
    await page.getByRole("button", { name: "Show Problems" }).click();
    assert.deepEqual((await heard(page)).at(-1), { type: "problems" });

    await show(page, { picture: picture() });
    assert.equal(await note.count(), 0);
    assert.deepEqual(await box(page), placed);
    await show(page, { uri: "file:///trees/b.cert", picture: picture() });
    assert.deepEqual(await box(page), { x: 440, y: 300, width: 400, height: 200 });
    await page.close();
});

test("mistakes without a picture are a note alone", { skip }, async () => {
    const page = await open();
    await show(page, { note: "1 error" });
    assert.equal((await page.locator("#reason").innerText()).trim(), "1 error");
    assert(await page.locator("#empty").isHidden());
    assert(await page.locator("#sheet").isHidden());
    await page.close();
});

test("keys and buttons zoom and move", { skip }, async () => {
    const page = await open();
    await show(page, { picture: picture() });
    const whole = await box(page);
    await page.keyboard.press("+");
    assert.equal((await box(page)).width, 500);
    await page.getByRole("button", { name: "Smaller" }).click();
    assert.deepEqual(await box(page), whole);
    await page.keyboard.press("ArrowLeft");
    assert.equal((await box(page)).x, whole.x + 48);
    await page.keyboard.press("-");
    assert.equal((await box(page)).width, 320);
    await page.keyboard.press("0");
    assert.deepEqual(await box(page), whole);
    await page.getByRole("button", { name: "Larger" }).click();
    await page.getByRole("button", { name: "Fit" }).click();
    assert.deepEqual(await box(page), whole);
    await page.mouse.move(600, 350);
    await page.mouse.wheel(30, 40);
    while ((await box(page)).x !== 410) await frame(page);
    assert.equal((await box(page)).y, whole.y - 40);
    // A page without a place of its own follows the window.
    await page.keyboard.press("0");
    await page.setViewportSize({ width: 300, height: 400 });
    while ((await box(page)).width !== 268) await frame(page);
    await page.close();
});

test("what is kept is found again", { skip }, async () => {
    const first = await open();
    await show(first, { picture: picture() });
    await first.keyboard.press("+");
    await first.keyboard.press("ArrowUp");
    const placed = await box(first);
    const state = await first.evaluate("kept()");
    assert.equal((state as { uri: string }).uri, URI);
    await first.close();
    const second = await open(LIGHT, state);
    await show(second, { picture: picture() });
    assert.deepEqual(await box(second), placed);
    await second.close();
});

test("links are the extension's to open, by pointer and by key, but not by a drag", { skip }, async () => {
    const page = await open();
    await show(page, { picture: picture() });
    const opened = async (): Promise<unknown[]> =>
        (await heard(page)).filter((message) => (message as { type: string }).type === "open");
    await page.locator("#link").click();
    assert.deepEqual(await opened(), [{ type: "open", address: "https://example.com/" }]);
    await page.getByRole("link").focus();
    await page.keyboard.press("Enter");
    assert.equal((await opened()).length, 2);
    await page.mouse.move(470, 330);
    await page.mouse.down();
    await page.mouse.move(490, 340, { steps: 4 });
    await page.mouse.up();
    assert.equal((await opened()).length, 2);
    assert.equal(page.url(), `${ORIGIN}/`);
    await page.close();
});

test("a picture cannot act or load anything", { skip }, async () => {
    const page = await open();
    const loaded: string[] = [];
    await page.route("http://spy.invalid/**", (route) => {
        loaded.push(route.request().url());
        return route.abort();
    });
    const evil = `<script>heard.push("script")</script>
<image href="http://spy.invalid/spy.png" onerror="heard.push('error')" width="9" height="9"/>
<image href="data:image/png;base64,iVBORw0KGgo=" onerror="heard.push('error')" width="9" height="9"/>
<foreignObject width="9" height="9"><img xmlns="http://www.w3.org/1999/xhtml" src="x" onerror="heard.push('img')"/></foreignObject>
<a xlink:href="javascript:heard.push('link')"><rect id="evil" y="60" width="80" height="40" onclick="heard.push('click')"/></a>
<a href="#" id="moved"><set attributeName="href" to="javascript:heard.push('set')"/></a>
<style>@import url(http://spy.invalid/spy.css); #evil { background: url(http://spy.invalid/spy.gif) }</style>`;
    await show(page, { picture: picture("red", evil) });
    await page.locator("#evil").click();
    assert.deepEqual(await heard(page), [
        { type: "ready" },
        { type: "open", address: "javascript:heard.push('link')" },
    ]);
    const acting = page.locator("#sheet").locator("script, foreignObject, set, [onclick], [onerror], [href^=http]");
    assert.equal(await acting.count(), 0);
    assert.deepEqual(loaded, []);
    await page.close();
});

test("what is no picture shows none", { skip }, async () => {
    const page = await open();
    await show(page, { picture: "<svg><" });
    assert(await page.locator("#sheet").isHidden());
    await show(page, { picture: "<html xmlns='http://www.w3.org/1999/xhtml'><body/></html>" });
    assert(await page.locator("#sheet").isHidden());
    await page.close();
});

for (const [name, theme] of Object.entries({ light: LIGHT, dark: DARK })) {
    test(`it looks as the editor does: ${name}`, { skip }, async () => {
        const page = await open(theme);
        const colour = await page.evaluate("getComputedStyle(document.body).backgroundColor");
        const numbers = theme["editor-background"].match(/[0-9a-f]{2}/g)?.map((pair) => parseInt(pair, 16));
        assert.equal(colour, `rgb(${numbers?.join(", ")})`);
        await keep(page, `empty-${name}`);
        const file = process.env[`CERTDOT_PICTURE_${name.toUpperCase()}`];
        const drawn = file ? readFileSync(file, "utf8") : picture();
        await show(page, { picture: drawn });
        await keep(page, `picture-${name}`);
        await show(page, { picture: drawn, note: "3 errors" });
        await keep(page, `note-${name}`);
        await page.keyboard.press("+");
        await page.keyboard.press("+");
        await page.keyboard.press("+");
        await show(page, { picture: drawn });
        await keep(page, `zoomed-${name}`);
        await page.close();
    });
}
