// Holds how each sample is coloured against what was looked at and kept. The snapshots lie here, not among the samples,
// so the samples are copied beside them first.
//
//   node test/grammar/snapshots.mjs            says what differs
//   node test/grammar/snapshots.mjs --update   keeps what there is now, for you to look at

import { spawnSync } from "node:child_process";
import { copyFileSync, existsSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const extension = fileURLToPath(new URL("../..", import.meta.url));
const samples = join(extension, "../../samples");
const here = join(extension, "test/grammar/samples");
const update = process.argv.includes("--update");

const names = (folder, ending) => readdirSync(folder).filter((name) => name.endsWith(ending));

for (const copy of names(here, ".cert")) rmSync(join(here, copy));
for (const name of names(samples, ".cert")) copyFileSync(join(samples, name), join(here, name));

const orphans = names(here, ".snap").filter((snap) => !existsSync(join(here, snap.replace(/\.snap$/, ""))));
const missing = names(here, ".cert").filter((name) => !existsSync(join(here, `${name}.snap`)));
if (update) {
    for (const snap of orphans) rmSync(join(here, snap));
} else if (orphans.length + missing.length > 0) {
    console.error(`without a sample: [${orphans}], without a snapshot: [${missing}]`);
    console.error("`npm run snapshots` makes what is missing; look at what it has written.");
    process.exit(1);
}

const tool = join(extension, "node_modules/vscode-tmgrammar-test/dist/snapshot.js");
const options = update ? ["--updateSnapshot"] : ["--expandDiff"];
const run = spawnSync(process.execPath, [tool, ...options, "test/grammar/samples/*.cert"], {
    cwd: extension,
    stdio: "inherit",
});
if (run.status !== 0) console.error("If that is meant: `npm run snapshots`, and look at what it has written.");
process.exit(run.status ?? 1);
