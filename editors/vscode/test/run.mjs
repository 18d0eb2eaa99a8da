// Bundles the tests, with a stub in place of the editor's interface, and runs them.

import { build } from "esbuild";
import { spawnSync } from "node:child_process";
import { readdirSync, rmSync } from "node:fs";
import { fileURLToPath } from "node:url";

const extension = fileURLToPath(new URL("..", import.meta.url));
process.chdir(extension);
rmSync("out", { recursive: true, force: true });

const tests = readdirSync("test").filter((name) => name.endsWith(".test.ts"));
await build({
    entryPoints: [...tests, "stub/server.ts"].map((name) => `test/${name}`),
    entryNames: "[name]",
    outdir: "out",
    outExtension: { ".js": ".cjs" },
    bundle: true,
    platform: "node",
    target: "node18",
    format: "cjs",
    alias: { vscode: "./test/stub/vscode.cjs" },
    external: ["playwright-core"],
    sourcemap: "inline",
    logLevel: "warning",
});
// The page, as it is packed.
await build({
    entryPoints: { page: "src/page/main.ts", style: "src/page/style.css" },
    outdir: "out",
    bundle: true,
    platform: "browser",
    target: "chrome114",
    format: "iife",
    logLevel: "warning",
});

const files = tests.map((name) => `out/${name.replace(/\.ts$/, ".cjs")}`);
const options = ["--enable-source-maps", "--test", "--test-reporter=spec"];
// What waits for something that never comes is ended some time.
const run = spawnSync(process.execPath, [...options, ...files], { stdio: "inherit", timeout: 5 * 60 * 1000 });
process.exit(run.status ?? 1);
