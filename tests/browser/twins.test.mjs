/**
 * The same tree twice in one page, the first picture hidden: the second shows all that it has. Passed over where there is no
 * Chromium, unless `CI` is set.
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

const ICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><defs><linearGradient id="g"><stop offset="0"
stop-color="red"/><stop offset="1" stop-color="blue"/></linearGradient><clipPath id="c"><circle cx="5" cy="5" r="5"/></clipPath>
</defs><rect width="10" height="10" fill="url(#g)" clip-path="url(#c)"/></svg>`;
const TREE = `node a [style=filled, fillcolor="red:blue"]
node b [style=radial, fillcolor="gold:green"]
a >> b
node d [icon="icon.svg"]
`;

let browser;
let folder;

before(async () => {
    folder = mkdtempSync(join(tmpdir(), "certdot-"));
    writeFileSync(join(folder, "icon.svg"), ICON);
    writeFileSync(join(folder, "tree.cert"), TREE);
    if (!skip) browser = await launch();
});
after(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true });
});

function render(...options) {
    return execFileSync(program, ["render", "--engine", "embedded", "tree.cert", "-o", "-", ...options], { cwd: folder, encoding: "utf8" });
}

/** How the second of two pictures looks; without a first, how it looks alone. */
async function looks(first, second) {
    const page = await browser.newPage({ viewport: { width: 500, height: 400 } });
    const hidden = first === undefined ? "" : `<div style="display:none">${first}</div>`;
    await page.setContent(`<!doctype html><body style="margin:0">${hidden}<div id="shown">${second}</div>`);
    const bytes = await page.locator("#shown").screenshot();
    await page.close();
    return bytes.toString("base64");
}

test("with prefixes of their own both show all", { skip }, async () => {
    const [one, two] = [render("--id-prefix", "one"), render("--id-prefix", "two")];
    const alone = await looks(undefined, two);
    assert.equal(await looks(one, two), alone);
    assert.notEqual(await looks(undefined, two.replaceAll("url(#two", "url(#none")), alone);
});

test("so do those of one page and of two", { skip }, async () => {
    const fence = `\`\`\`cert\n${TREE}\`\`\`\n`;
    const request = { items: ["a.md", "b.md"].map((path) => ({ path, page: `${fence}\n${fence}` })) };
    const answer = execFileSync(program, ["md", "--json"], { cwd: folder, input: JSON.stringify(request), encoding: "utf8" });
    const pictures = JSON.parse(answer).items.flatMap((item) => item.text.match(/<svg .*?<\/svg>/gs));
    assert.equal(pictures.length, 4);
    for (const [first, second] of [[0, 1], [0, 2], [3, 0]]) {
        assert.equal(await looks(pictures[first], pictures[second]), await looks(undefined, pictures[second]));
    }
});

test("of one with the same ids the nodes keep a colour", { skip }, async () => {
    const one = render();
    const without = one.replaceAll(/(url\(#[^)]*\)) [^"]*/g, "$1");
    assert.notEqual(without, one);
    assert.notEqual(await looks(one, one), await looks(without, without));
});
