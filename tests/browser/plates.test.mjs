/**
 * A picture that follows its reader's choice of dark pages: a black icon stands on a light plate where the page is dark, a
 * white one on a dark plate where it is light. Passed over where there is no Chromium, unless `CI` is set.
 */

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { executablePath, launch, program } from "./live.mjs";

if (!executablePath && process.env.CI) throw new Error("these tests need `chromium`: `bash tests/run` installs it");
const skip = executablePath ? false : "there is no Chromium here";

const disc = (fill) => `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle cx="4.5" cy="4.5" r="4" fill="${fill}"/></svg>`;
const TREE = `node black [icon="black.svg"], white [icon="white.svg"], gold [icon="gold.svg"]\n`;

let browser;
let folder;

before(async () => {
    folder = mkdtempSync(join(tmpdir(), "certdot-"));
    for (const [name, fill] of [["black", "#000"], ["white", "#fff"], ["gold", "#f5c518"]]) {
        writeFileSync(join(folder, `${name}.svg`), disc(fill));
    }
    writeFileSync(join(folder, "tree.cert"), TREE);
    if (!skip) browser = await launch();
});
after(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true });
});

const run = (args, input) => {
    const env = { ...process.env, XDG_CACHE_HOME: join(folder, ".cache") };
    return execFileSync(program, args, { cwd: folder, env, encoding: "utf8", input });
};

/** The colours of the plates that are shown, by the nodes on which they are, and how many icons are. */
async function shown(colorScheme, html, { dark } = {}) {
    const page = await browser.newPage({ colorScheme });
    await page.setContent(`<!doctype html><html${dark ? ' data-theme="dark"' : ""}><body>${html}`);
    const found = await page.evaluate(() => {
        const isShown = (element) => element.getClientRects().length > 0;
        const nodes = [...document.querySelectorAll("g.node")];
        return nodes.map((node) => {
            const plates = [...node.querySelectorAll("rect")].filter(isShown).map((rect) => rect.getAttribute("fill"));
            const icons = [...node.querySelectorAll("use")].filter(isShown).length;
            return [node.dataset.id, icons, ...plates];
        });
    });
    await page.close();
    return found.sort();
}

const LIGHT = [["black", 1], ["gold", 1], ["white", 1, "#2c3642"]];
const DARK = [["black", 1, "#f1f3f6"], ["gold", 1], ["white", 1]];

test("plates follow the reader's system", { skip }, async () => {
    const svg = run(["render", "tree.cert", "-o", "-", "--theme", "auto", "--engine", "embedded"]);
    assert.deepEqual(await shown("light", svg), LIGHT);
    assert.deepEqual(await shown("dark", svg), DARK);
});

test("in a page with a switch of its own they follow that", { skip }, async () => {
    const request = { default_theme: "auto", dark: '[data-theme="dark"]', items: [{ path: "a.md", page: `\`\`\`cert\n${TREE}\`\`\`\n` }] };
    const [svg] = JSON.parse(run(["md", "--json"], JSON.stringify(request))).items[0].text.match(/<svg .*?<\/svg>/gs);
    assert.deepEqual(await shown("dark", svg), LIGHT);
    assert.deepEqual(await shown("light", svg, { dark: true }), DARK);
});
