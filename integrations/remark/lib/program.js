/** The program: asked, and its answer. */

import { spawn } from "node:child_process";
import path from "node:path";

import { inFile } from "./assets.js";

/**
 * What the program makes of trees: of each its answer, in their order. A program that cannot be asked is a problem of
 * each tree, like any other.
 */
export async function ask(trees, page, cwd, options) {
    const items = trees.map((tree) => {
        // A picture in a file is seen from there.
        const folder = inFile(tree, options) ? path.relative(path.dirname(page), path.resolve(cwd, options.assets)) : undefined;
        const { source, file, line } = tree;
        return { path: page, line, folder, ...(file === undefined ? { tree: source } : { file }) };
    });
    const root = path.resolve(cwd, options.root ?? ".");
    const command = [
        "md",
        "--json",
        // The root folder of the disk contains everything: the program uses the page's folder then.
        ...(options.root === undefined && path.dirname(root) === root ? [] : ["--root", root]),
        "--timeout",
        String(options.timeout ?? 120),
        ...(options.icons ?? []).flatMap((folder) => ["--icons", path.resolve(cwd, folder)]),
    ];
    const program = options.program ?? "certdot";
    const request = { items, theme: options.theme ?? null, kind: "svg" };
    // Only a picture in the page can depend on its surroundings.
    if (options.inline && options.dark !== undefined) Object.assign(request, { default_theme: "auto", dark: options.dark });
    try {
        const answer = await run(program, command, cwd, request);
        if (answer.length !== trees.length) throw new Error(`\`${program}\` answered ${answer.length} of ${trees.length} trees`);
        return answer;
    } catch (error) {
        return trees.map(({ line }) => ({
            picture: null,
            alt: "",
            text: "",
            files: [],
            problems: [{ severity: "error", code: null, message: error.message, file: page, line, column: 1 }],
        }));
    }
}

/** Runs the program in a folder with a request, to its answer. */
function run(program, command, cwd, request) {
    return new Promise((resolve, reject) => {
        const child = spawn(program, command, { cwd, windowsHide: true });
        const [out, err] = [[], []];
        child.stdout.on("data", (piece) => out.push(piece));
        child.stderr.on("data", (piece) => err.push(piece));
        child.on("error", (error) =>
            reject(new Error(`cannot run \`${program}\` (${error.code}): install it, or set its path in \`program\``)),
        );
        child.on("close", (code) => {
            if (code !== 0) {
                const said = Buffer.concat(err).toString().trim();
                reject(new Error(said || `\`${program}\` ended with ${code}`));
                return;
            }
            try {
                resolve(JSON.parse(Buffer.concat(out).toString()).items);
            } catch {
                reject(new Error(`\`${program}\` gave an answer that cannot be read: is it certdot?`));
            }
        });
        // A program that ends before it has read everything reports why in another way.
        child.stdin.on("error", () => {});
        child.stdin.end(JSON.stringify(request));
    });
}
