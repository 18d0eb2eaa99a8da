/**
 * The live page in a browser: it follows its file, is zoomed, moved about in and searched. Passed over where there is no
 * Chromium, unless `CI` is set. `CERTDOT_SCREENSHOTS=folder` keeps pictures of the page with each of the samples.
 */

import assert from "node:assert/strict";
import { mkdirSync, readFileSync, readdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";

import { Live, executablePath, launch, nodes } from "./live.mjs";

if (!executablePath && process.env.CI) throw new Error("these tests need `chromium`: `bash tests/run` installs it");
const skip = executablePath ? false : "there is no Chromium here";
const SAMPLES = fileURLToPath(new URL("../../samples/", import.meta.url));
const TREE = `diagram "A path"
node git "Git" [code="G-1", level=associate, url="https://example.org/git"]
group "Cloud" { git >> docker "Docker" >> kubernetes }
`;

let browser;

before(async () => {
    if (!skip) browser = await launch();
});
after(() => browser?.close());

/** A page on a tree, and all that it complains of: that must stay nothing. */
async function open(live, options = {}) {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, colorScheme: "light", ...options });
    const complaints = [];
    page.on("pageerror", (error) => complaints.push(error.message));
    page.on("console", (message) => {
        // That the server has ended is said in the page as well.
        if (["error", "warning"].includes(message.type()) && !message.text().includes("ERR_")) complaints.push(message.text());
    });
    await page.goto(live.address);
    await page.locator("#tools").waitFor();
    return { page, complaints };
}

async function within(files, settings, use) {
    const live = await Live.start(files, settings);
    try {
        await use(live);
    } finally {
        await live.end();
    }
}

async function hasNodes(page, ids) {
    await page.waitForFunction((wanted) => {
        const shadow = document.getElementById("sheet").shadowRoot;
        const drawn = [...shadow.querySelectorAll("g.node")].map((node) => node.getAttribute("data-id"));
        return JSON.stringify(drawn.sort()) === wanted;
    }, JSON.stringify([...ids].sort()));
}

function placement(page) {
    return page.locator("#sheet").boundingBox();
}

/** A node on the page; playwright sees into the shadow. */
function figure(page, id) {
    return page.locator(`g.node[data-id="${id}"]`);
}

const ALL = ["git", "Cloud/docker", "Cloud/kubernetes"];

test("it follows the file, shows mistakes above the old picture, and stays where it is", { skip }, async () => {
    await within({ "tree.cert": TREE }, {}, async (live) => {
        const { page, complaints } = await open(live);
        await hasNodes(page, ALL);
        for (let turn = 0; turn < 6; turn += 1) await page.keyboard.press("+");
        await page.keyboard.press("ArrowRight");
        const before = await placement(page);
        assert.equal(await page.locator("#scale").textContent(), "381%");
        live.write("tree.cert", TREE + "git >> helm\n");
        await hasNodes(page, [...ALL, "helm"]);
        const after = await placement(page);
        assert.deepEqual([after.x, after.y], [before.x, before.y]);
        assert.equal(await page.locator("#scale").textContent(), "381%");

        live.write("tree.cert", TREE + "docker -> <script>alert(1)</script>\n");
        const message = page.locator("#messages pre").first();
        await message.waitFor();
        assert.match(await message.textContent(), /^error\[E0102\]: `->` is not an arrow.*\n *--> tree\.cert:4:8\n/);
        assert.match(await page.locator("#problems summary").textContent(), /this is the last picture that could be drawn/);
        assert.equal((await nodes(page)).length, 4, "the old picture is there");
        assert((await page.title()).startsWith("✗"));
        const beneath = await placement(page);
        const messages = await page.locator("#problems").boundingBox();
        assert(messages.y + messages.height <= (await page.locator("#stage").boundingBox()).y, "above the picture");
        assert(Math.abs(beneath.y - after.y) < 1, "which has not moved");

        live.write("tree.cert", TREE);
        await page.locator("#problems").waitFor({ state: "hidden" });
        await hasNodes(page, ALL);
        assert.equal(await page.title(), "tree.cert – certdot");
        const mended = await placement(page);
        assert.deepEqual([mended.x, mended.y], [before.x, before.y]);

        // As editors do that put a new file in the place of the old one.
        live.write("tree.new", TREE + "git >> podman\n");
        renameSync(live.path("tree.new"), live.path("tree.cert"));
        await hasNodes(page, [...ALL, "podman"]);
        rmSync(live.path("tree.cert"));
        await page.getByText("there is no such file").waitFor();
        assert.equal((await nodes(page)).length, 4);
        live.write("tree.cert", TREE);
        await hasNodes(page, ALL);
        assert.deepEqual(complaints, []);
        await page.close();
    });
});

test("keys, mouse and fingers zoom and move", { skip }, async () => {
    await within({ "tree.cert": TREE }, {}, async (live) => {
        const { page, complaints } = await open(live, { hasTouch: true });
        const scale = () => page.locator("#scale").textContent();
        const fitted = await placement(page);
        await page.keyboard.press("-");
        assert.equal(await scale(), "80%");
        await page.keyboard.press("0");
        assert.deepEqual(await placement(page), fitted);
        await page.getByRole("button", { name: "Zoom in" }).click();
        assert.equal(await scale(), "125%");
        await page.getByRole("button", { name: "Fit" }).click();
        assert.deepEqual(await placement(page), fitted);

        // What lies under the pointer stays there.
        await page.mouse.move(fitted.x + 10, fitted.y + 10);
        await page.keyboard.down("Control");
        await page.mouse.wheel(0, -50);
        await page.keyboard.up("Control");
        await page.waitForFunction(() => document.getElementById("scale").textContent !== "100%");
        const zoomed = await placement(page);
        const ratio = zoomed.width / fitted.width;
        assert(ratio > 1.2 && Math.abs(fitted.x + 10 - zoomed.x - 10 * ratio) < 0.5);
        await page.mouse.down();
        await page.mouse.move(fitted.x + 60, fitted.y + 40);
        await page.mouse.up();
        const dragged = await placement(page);
        assert(Math.abs(dragged.x - zoomed.x - 50) < 0.5 && Math.abs(dragged.y - zoomed.y - 30) < 0.5);
        assert(await page.locator("#node").isHidden(), "what drags is no click");
        await page.mouse.wheel(0, 30);
        await page.waitForFunction((y) => document.getElementById("sheet").getBoundingClientRect().y < y, dragged.y);

        // Two fingers that go apart by twice their distance.
        await page.keyboard.press("0");
        const fingers = await page.context().newCDPSession(page);
        const touch = (type, ...points) =>
            fingers.send("Input.dispatchTouchEvent", { type, touchPoints: points.map(([x, y], id) => ({ x, y, id })) });
        await touch("touchStart", [600, 400], [680, 400]);
        await touch("touchMove", [560, 400], [720, 400]);
        await touch("touchEnd");
        assert.equal(await scale(), "200%");
        assert.deepEqual(complaints, []);
        await page.close();
    });
});

test("nodes are found and described", { skip }, async () => {
    await within({ "tree.cert": TREE }, {}, async (live) => {
        const { page, complaints } = await open(live);
        await page.keyboard.press("/");
        const found = page.getByRole("listbox").getByRole("option");
        assert.equal(await found.count(), 3);
        await page.keyboard.type("kube");
        assert.deepEqual(await found.allInnerTexts(), ["kubernetes\nCloud"]);
        const query = page.getByRole("combobox", { name: "Search for a node" });
        assert.equal(await query.getAttribute("aria-activedescendant"), await found.first().getAttribute("id"));
        await page.keyboard.press("Enter");
        const panel = page.getByRole("region", { name: "kubernetes" });
        await panel.waitFor();
        assert.equal(await page.evaluate(() => document.activeElement.id), "node");
        assert.match(await panel.innerText(), /Place\s+tree\.cert:3:43/);
        assert.match(await panel.innerText(), /git >> docker "Docker" >> kubernetes/);
        await page.keyboard.press("Escape");
        assert(await panel.isHidden());

        await figure(page, "git").click();
        const git = page.getByRole("region", { name: "Git" });
        const text = await git.innerText();
        for (const said of [/Name\s+git/, /Code\s+G-1/, /Level\s+associate/, /Place\s+tree\.cert:2:6/]) assert.match(text, said);
        const link = git.getByRole("link");
        assert.equal(await link.getAttribute("href"), "https://example.org/git");
        assert.equal(await link.getAttribute("rel"), "noopener noreferrer");
        assert.equal(await page.locator(".mark").count(), 1);
        // What is described follows the file too.
        live.write("tree.cert", "// one more line\n" + TREE.replace('"Git"', '"Git itself"'));
        await page.getByRole("region", { name: "Git itself" }).waitFor();
        assert.match(await page.locator("#node").innerText(), /tree\.cert:3:6/);
        live.write("tree.cert", "docker >> kubernetes");
        await page.locator("#node").waitFor({ state: "hidden" });
        await page.keyboard.press("/");
        await page.keyboard.type("nothing like it");
        await page.getByText("No node contains this").waitFor();
        assert.deepEqual(complaints, []);
        await page.close();
    });
});

const LINKS = `node near [url="exams/near.html"], rooted [url="/rooted.html"], part [url="#part"], web [url="https://example.org/"]
group g "Group" [url="../group.html"] { node inner }
near >> edge "edge" [url="edge.html"] >> web
`;

test("links that lead on from the file are told and not opened", { skip }, async () => {
    await within({ "tree.cert": LINKS }, {}, async (live) => {
        const { page, complaints } = await open(live);
        await hasNodes(page, ["near", "rooted", "part", "web", "g/inner"]);
        const opened = [];
        page.context().on("page", (other) => opened.push(other.url()));
        page.on("framenavigated", (frame) => opened.push(frame.url()));
        const told = (words) => page.getByRole("status").getByText(words).waitFor();
        const [folder, site, shown] = ["folder of tree.cert", "site that shows the picture", "page that shows the picture"];

        // A node is described, with its link.
        for (const [id, why] of [
            ["near", `exams/near.htmlCannot be opened here: relative to the ${folder}`],
            ["rooted", `/rooted.htmlCannot be opened here: relative to the ${site}`],
            ["part", `#partCannot be opened here: relative to the ${shown}`],
        ]) {
            await figure(page, id).click();
            await page.locator("#node-label").getByText(id).waitFor();
            assert.equal(await page.locator("#node-facts dd").nth(1).textContent(), why);
            assert.equal(await page.locator("#node-facts a").count(), 0);
            await page.keyboard.press("Escape");
        }
        // With a key or the middle button it would be followed at once, and so would that of a group or an edge.
        await figure(page, "near").click({ modifiers: ["Control"] });
        await told(`Cannot be opened here: exams/near.html, relative to the ${folder}`);
        await figure(page, "rooted").click({ button: "middle" });
        await told(`Cannot be opened here: /rooted.html, relative to the ${site}`);
        await page.locator("g.cluster text").click();
        await told(`Cannot be opened here: ../group.html, relative to the ${folder}`);
        await page.locator("g.edge text").click();
        await told(`Cannot be opened here: edge.html, relative to the ${folder}`);
        assert.deepEqual(opened, []);
        assert.deepEqual(complaints, []);

        // In the picture, opened by itself, they are what they are; nothing is served there.
        const response = await page.request.get(new URL("/exams/near.html", live.address).href);
        assert.equal(response.status(), 404);
        assert.match(await response.text(), /relative links in a picture lead to files, which `certdot watch` does not serve/);
        await page.close();
    });
});

test("text is text, whatever it says", { skip }, async () => {
    const names = ["<img src=x onerror=alert(1)>", "a & b", "&lt;", "\\\\", "say \\\"x\\\"", "x/y#z", "%a", "a--b", "ü ✓", "]]>", "'"];
    const quoted = names.map((name) => `"${name}"`);
    await within({ "tree.cert": `node ${quoted.join(", ")}\n` }, {}, async (live) => {
        const { page, complaints } = await open(live);
        page.on("dialog", () => complaints.push("it has run"));
        await page.keyboard.press("/");
        const found = page.getByRole("listbox").getByRole("option");
        assert.equal(await found.count(), names.length);
        await page.keyboard.press("Escape");
        for (let index = 0; index < names.length; index += 1) {
            await page.keyboard.press("/");
            await found.nth(index).click();
            assert.equal(await page.locator(".mark").count(), 1, `the figure of ${names[index]} is known`);
            const label = names[index].replace(/\\(.)/g, "$1");
            assert.equal(await page.locator("#node-label").textContent(), label);
            await page.keyboard.press("Escape");
        }
        assert.deepEqual(complaints, []);
        await page.close();
    });
});

test("pictures come in the page's colours and can be saved", { skip }, async () => {
    await within({ "tree.cert": TREE }, {}, async (live) => {
        const { page, complaints } = await open(live);
        const paper = () =>
            page.evaluate(() => document.getElementById("sheet").shadowRoot.querySelector("polygon").getAttribute("fill"));
        assert.equal(await paper(), "#fffffe");
        await page.emulateMedia({ colorScheme: "dark" });
        await page.waitForFunction(() => document.getElementById("sheet").shadowRoot.querySelector('polygon[fill="#14181d"]'));
        await page.getByRole("combobox", { name: "Colors" }).selectOption("light");
        await page.waitForFunction(() => document.getElementById("sheet").shadowRoot.querySelector('polygon[fill="#fffffe"]'));
        await page.getByRole("combobox", { name: "Colors" }).selectOption("dark");
        await page.waitForFunction(() => document.getElementById("sheet").shadowRoot.querySelector('polygon[fill="#14181d"]'));
        for (const [kind, start] of [
            ["SVG", "<svg "],
            ["PNG", "\x89PNG"],
            ["DOT", "digraph "],
        ]) {
            await page.getByText("Save", { exact: true }).click();
            const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: kind }).click()]);
            assert.equal(download.suggestedFilename(), `tree.${kind.toLowerCase()}`);
            assert(readFileSync(await download.path(), "latin1").startsWith(start), kind);
        }
        live.write("tree.cert", TREE.replace('"A path"', '"A path" [theme=light]'));
        await page.waitForFunction(() => document.getElementById("sheet").shadowRoot.querySelector('polygon[fill="#fffffe"]'));
        assert.deepEqual(complaints, []);
        await page.close();
    });
});

test("styles in pictures count, though the page's policy allows none in its text", { skip }, async () => {
    const tree = 'node first [fillcolor="yellow:blue"], second\n';
    await within({ "tree.cert": tree }, { options: ["--theme", "auto"] }, async (live) => {
        const { page, complaints } = await open(live);
        const svg = await page.evaluate(async () => (await fetch("/picture.svg")).text());
        assert.match(svg, /<style>/);
        assert.match(svg, / style="/);
        const colour = (selector, name) =>
            page.evaluate(
                ([selector, name]) => getComputedStyle(document.getElementById("sheet").shadowRoot.querySelector(selector))[name],
                [selector, name],
            );
        assert.equal(await colour("polygon", "fill"), "rgb(255, 255, 254)");
        assert.equal(await colour("stop", "stopColor"), "rgb(255, 255, 0)");
        await page.emulateMedia({ colorScheme: "dark" });
        assert.equal(await colour("polygon", "fill"), "rgb(20, 24, 29)");
        assert.deepEqual(complaints, []);
        // They would be refused, and that would be told.
        await page.evaluate(() => document.body.insertAdjacentHTML("beforeend", '<p style="color: red">'));
        assert.match(complaints.join(), /Content Security Policy/);
        await page.close();
    });
});

test("a page says that it waits, and goes on when certdot is started again", { skip }, async () => {
    const scripts = { dot: 'if [ -e slow ]; then sleep 1; fi\nPATH="${PATH#*:}" exec dot "$@"' };
    await within({ "tree.cert": TREE }, { scripts }, async (live) => {
        const { page } = await open(live);
        live.write("slow", "");
        live.write("tree.cert", TREE + "git >> podman\n");
        await page.getByRole("status").getByText("Drawing …").waitFor();
        await hasNodes(page, [...ALL, "podman"]);
        await page.waitForFunction(() => document.getElementById("status").textContent === "");
        const port = new URL(live.address).port;
        assert.equal(await live.interrupt(), 130);
        await page.getByText("`certdot watch` has ended").waitFor();
        assert.equal((await nodes(page)).length, 4, "the picture stays");
        live.write("tree.cert", TREE);
        await live.run("--port", port);
        await hasNodes(page, ALL);
        await page.waitForFunction(() => document.getElementById("status").textContent === "");
        await page.close();
    });
});

test("a narrow page has room for everything", { skip }, async () => {
    await within({ "tree.cert": TREE }, {}, async (live) => {
        const { page } = await open(live, { viewport: { width: 400, height: 700 } });
        await figure(page, "git").click();
        for (const id of ["name", "query", "save", "theme", "node", "close", "copy"]) {
            const box = await page.locator(`#${id}`).boundingBox();
            assert(box.x >= 0 && box.x + box.width <= 400 && box.y + box.height <= 700, id);
        }
        await page.keyboard.press("Escape");
        await page.keyboard.press("/");
        const found = await page.locator("#found").boundingBox();
        assert(found.x >= 0 && found.x + found.width <= 400);
        await page.close();
    });
});

/** Waits until nothing is being drawn any more. */
async function drawn(page) {
    await page.waitForTimeout(600);
    await page.waitForFunction(() => document.getElementById("status").textContent === "");
}

const kept = process.env.CERTDOT_SCREENSHOTS;

test("pictures of the page, to be looked at", { skip: skip || (kept ? false : "nobody wants them") }, async () => {
    mkdirSync(kept, { recursive: true });
    const live = await Live.start({ "tree.cert": TREE });
    const samples = readdirSync(SAMPLES).filter((name) => name.endsWith(".cert"));
    for (const name of readdirSync(SAMPLES, { withFileTypes: true })) {
        if (name.isFile()) live.write(name.name, readFileSync(join(SAMPLES, name.name)));
    }
    for (const colorScheme of ["light", "dark"]) {
        for (const width of [1280, 400]) {
            const { page } = await open(live, { colorScheme, viewport: { width, height: 800 } });
            const keep = (name) => page.screenshot({ path: join(kept, `${name}-${colorScheme}-${width}.png`) });
            for (const name of samples) {
                const text = readFileSync(join(SAMPLES, name), "utf8");
                live.write("tree.cert", text);
                await drawn(page);
                await keep(name);
            }
            live.write("tree.cert", readFileSync(join(SAMPLES, "aws.cert")));
            await drawn(page);
            await page.keyboard.press("/");
            await page.keyboard.type("sec");
            await keep("search");
            await page.keyboard.press("Enter");
            await keep("node");
            live.write("tree.cert", readFileSync(join(SAMPLES, "aws.cert"), "utf8") + "\nsecurity -> job [colr=red]\n");
            await page.locator(".has-errors").waitFor();
            await page.waitForTimeout(300);
            await keep("mistake");
            await page.close();
        }
    }
    await live.end();
});
