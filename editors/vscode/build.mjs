// Bundles the extension, and the page that its preview shows, into `dist`.
//
//   node build.mjs            for trying it out, with source maps
//   node build.mjs --minify   for packing

import { build } from "esbuild";
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const minify = process.argv.includes("--minify");
const common = {
    bundle: true,
    minify,
    sourcemap: !minify,
    legalComments: "none",
    logLevel: "warning",
};

rmSync("dist", { recursive: true, force: true });
const { metafile } = await build({
    ...common,
    metafile: true,
    entryPoints: ["src/extension.ts"],
    outfile: "dist/extension.js",
    platform: "node",
    target: "node18",
    format: "cjs",
    external: ["vscode"],
});
await build({
    ...common,
    entryPoints: { page: "src/page/main.ts", style: "src/page/style.css" },
    outdir: "dist",
    platform: "browser",
    target: "chrome114",
    format: "iife",
});

// The packages in the bundle are free to be passed on, with their licences.
const folders = Object.keys(metafile.inputs).map((file) => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0]);
const licences = [...new Set(folders.filter(Boolean))].sort().map((folder) => {
    const { name, version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    const file = readdirSync(folder).find((file) => /^licen[cs]e/i.test(file));
    if (file === undefined) throw new Error(`${name} comes without its licence`);
    return `${name} ${version}\n\n${readFileSync(join(folder, file), "utf8").trim()}\n`;
});
writeFileSync("dist/licences.txt", licences.join(`\n${"-".repeat(80)}\n\n`));
