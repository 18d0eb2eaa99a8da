/**
 * A tree in a folder of its own, `certdot watch` on it, and a page of Chromium that shows it.
 */

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const folders = (process.env.PATH ?? "").split(delimiter);
export const executablePath = folders.map((folder) => join(folder, "chromium")).find(existsSync);
export const program = process.env.CERTDOT_PROGRAM ?? fileURLToPath(new URL("../../target/debug/certdot", import.meta.url));

/** Debian's Chromium, which is to talk to nobody but the page. */
export function launch() {
    return chromium.launch({
        executablePath,
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
}

export class Live {
    /** Files by name; the first is watched. */
    static async start(files, { options = [], env = {}, scripts = {} } = {}) {
        const live = new Live();
        live.env = env;
        live.folder = mkdtempSync(join(tmpdir(), "certdot-"));
        for (const [name, text] of Object.entries(files)) live.write(name, text);
        for (const [name, lines] of Object.entries(scripts)) {
            mkdirSync(live.path("bin"), { recursive: true });
            writeFileSync(live.path(`bin/${name}`), `#!/bin/sh\n${lines}\n`, { mode: 0o755 });
            live.env.PATH = `${live.path("bin")}${delimiter}${process.env.PATH}`;
        }
        live.arguments = ["watch", ...options, Object.keys(files)[0]];
        await live.run();
        return live;
    }

    async run(...options) {
        const env = { ...process.env, ...this.env, XDG_CACHE_HOME: join(this.folder, ".cache") };
        this.child = spawn(program, [...this.arguments, ...options], { cwd: this.folder, env, stdio: ["ignore", "pipe", "pipe"] });
        this.child.stderr.resume();
        this.ended = new Promise((resolve) => this.child.once("exit", resolve));
        for await (const line of createInterface(this.child.stdout)) {
            this.address = line;
            return;
        }
        assert.fail("it ended without an address");
    }

    path(name) {
        return join(this.folder, name);
    }

    write(name, text) {
        writeFileSync(this.path(name), text);
    }

    async interrupt() {
        this.child.kill("SIGINT");
        return this.ended;
    }

    async end() {
        await this.interrupt();
        rmSync(this.folder, { recursive: true, force: true });
    }
}

/** What only the page knows: its picture lies in a shadow of its own. */
export function nodes(page) {
    return page.evaluate(() => {
        const shadow = document.getElementById("sheet").shadowRoot;
        return [...shadow.querySelectorAll("g.node")].map((node) => node.getAttribute("data-id"));
    });
}
