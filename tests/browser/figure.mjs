/**
 * How long it takes from a save to the new picture in the browser: the median of twenty, in milliseconds.
 *
 *   cargo build --release
 *   CERTDOT_PROGRAM=$PWD/target/release/certdot npm --prefix tests/browser run figure [FILE]
 *
 * Measured from just before the file is written until the frame after the one in which the new node stands in the page.
 */

import { readFileSync } from "node:fs";
import { performance } from "node:perf_hooks";
import { argv } from "node:process";
import { fileURLToPath } from "node:url";

import { Live, launch } from "./live.mjs";

const TURNS = 20;
const file = argv[2] ?? fileURLToPath(new URL("../../samples/aws.cert", import.meta.url));
const text = readFileSync(file, "utf8");
const browser = await launch();
const live = await Live.start({ "tree.cert": text });
try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    let seen = () => {};
    await page.exposeFunction("seen", (id, time) => seen(id, time));
    await page.goto(live.address);
    await page.locator("#tools").waitFor();
    await page.evaluate(() => {
        const shadow = document.getElementById("sheet").shadowRoot;
        new MutationObserver(() => {
            const last = [...shadow.querySelectorAll("g.node")].map((node) => node.getAttribute("data-id")).find((id) => id.startsWith("turn_"));
            if (last === undefined) return;
            requestAnimationFrame(() => requestAnimationFrame((now) => window.seen(last, performance.timeOrigin + now)));
        }).observe(shadow, { childList: true });
    });
    const times = [];
    for (let turn = 0; turn < TURNS; turn += 1) {
        await new Promise((resolve) => setTimeout(resolve, 400));
        const id = `turn_${turn}`;
        const isSeen = new Promise((resolve) => {
            seen = (now, time) => now === id && resolve(time);
        });
        const start = performance.timeOrigin + performance.now();
        live.write("tree.cert", `${text}\nnode ${id}\n`);
        times.push((await isSeen) - start);
    }
    times.sort((one, other) => one - other);
    const median = (times[TURNS / 2 - 1] + times[TURNS / 2]) / 2;
    console.log(`median ${median.toFixed(0)} ms, from ${times[0].toFixed(0)} to ${times[TURNS - 1].toFixed(0)} ms`);
} finally {
    await live.end();
    await browser.close();
}
