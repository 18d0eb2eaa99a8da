// Holds the files beside this one against what is said in them about their colours.

import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const extension = fileURLToPath(new URL("../..", import.meta.url));
const tool = "node_modules/vscode-tmgrammar-test/dist/unit.js";
const markdown = "node_modules/tm-grammars/grammars/markdown.json";
const run = spawnSync(process.execPath, [tool, "-g", markdown, "test/grammar/*.{cert,md}"], {
    cwd: extension,
    encoding: "utf8",
});
// Markdown's grammar names those of all languages that a fenced block may be in, and they are not here.
const noise = /^grammar not found for .*\n/gm;
process.stdout.write(run.stdout);
process.stderr.write(run.stderr.replace(noise, ""));
process.exit(run.status ?? 1);
