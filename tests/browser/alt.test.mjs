/**
 * What Chromium tells those who have a page read out to them: each picture has a name, or is passed over where its diagram
 * says so. Passed over where there is no Chromium, unless `CI` is set.
 */

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { after, before, test } from "node:test";

import { executablePath, launch, program } from "./live.mjs";

if (!executablePath && process.env.CI) throw new Error("these tests need `chromium`: `bash tests/run` installs it");
const skip = executablePath ? false : "there is no Chromium here";

let browser;

before(async () => {
    if (!skip) browser = await launch();
});
after(async () => {
    await browser?.close();
});

/** What is read out of a page with the picture of a tree: names of images. */
async function namesOf(tree) {
    const options = { input: tree, encoding: "utf8" };
    const svg = execFileSync(program, ["render", "--engine", "embedded", "-", "-o", "-"], options);
    const page = await browser.newPage();
    await page.setContent(`<!doctype html><body>${svg}`);
    const session = await page.context().newCDPSession(page);
    const { nodes } = await session.send("Accessibility.getFullAXTree");
    await page.close();
    const images = nodes.filter(({ ignored, role }) => !ignored && role.value === "image");
    return images.map(({ name }) => name.value);
}

test("a picture has a name", { skip }, async () => {
    assert.deepEqual(await namesOf("a >> b"), ["Skill tree of 2 nodes, from a to b."]);
    assert.deepEqual(await namesOf('diagram "The way"\na >> b'), ["The way Skill tree of 2 nodes, from a to b."]);
    assert.deepEqual(await namesOf('diagram "The way" [alt="From a"]\na >> b'), ["The way From a"]);
    assert.deepEqual(await namesOf('diagram [alt="From a"]\na >> b'), ["From a"]);
});

test("one that only adorns has none", { skip }, async () => {
    assert.deepEqual(await namesOf('diagram "The way" [alt=""]\na >> b'), []);
});
