/**
 * Trees of certdot in Markdown and MDX: finds them in a file (`trees`), has the program draw them all together
 * (`program`), and puts each result in its place (`nodes`). Only the program knows the language.
 */

import path from "node:path";

import { address, inPage } from "./assets.js";
import { boxOf, figureOf, pictureOf } from "./nodes.js";
import { ask } from "./program.js";
import { treesOf } from "./trees.js";

/**
 * @typedef Options
 * @property {string} [program] The program: a name, or a path relative to the working directory. By default `certdot`.
 * @property {string} [root] The folder outside of which nothing is read. The working directory else.
 * @property {"light" | "dark" | "auto" | "plain"} [theme] The theme, instead of those that trees set.
 * @property {string} [dark] A CSS selector that matches while a page is dark: trees in the page that set no theme, and those
 *   with `theme=auto`, follow it.
 * @property {string[]} [icons] Folders of icons.
 * @property {number} [timeout] How many seconds the layout of a picture may take. 120 else.
 * @property {boolean | "html" | "jsx"} [inline] Put the SVG into the page: as raw HTML (`true` or `"html"`), or as an
 *   element of MDX (`"jsx"`). Else trees become images.
 * @property {string} [assets] A folder for pictures, relative to the working directory. By default they are in the
 *   addresses of images.
 * @property {string} [address] The address of that folder in pages. By default it is relative to each page.
 * @property {boolean} [strict] Fail if anything is wrong with a tree.
 */

const KNOWN = ["program", "root", "theme", "dark", "icons", "timeout", "inline", "assets", "address", "strict"];

/**
 * @param {Options} [options]
 */
export default function remarkCertdot(options = {}) {
    const unknown = Object.keys(options).find((name) => !KNOWN.includes(name));
    if (unknown !== undefined) {
        throw new Error(`remark-certdot has no option \`${unknown}\`; it has ${KNOWN.join(", ")}`);
    }
    return async (/** @type {import("mdast").Root} */ root, /** @type {import("vfile").VFile} */ file) => {
        const trees = treesOf(root);
        if (trees.length === 0) return;
        const page = path.resolve(file.cwd, file.path ?? "page.md");
        const outcomes = await ask(trees, page, file.cwd, options);
        const used = new Set();
        const places = [];
        for (const [number, tree] of trees.entries()) {
            const outcome = outcomes[number];
            for (const problem of [...tree.problems, ...outcome.problems]) tell(file, page, tree, problem);
            for (const name of outcome.files) used.add(path.resolve(name));
            places.push(await inPlace(tree, outcome, number, page, file.cwd, options));
        }
        // From the last to the first, so that no replacement moves a later one.
        for (const [number, tree] of [...trees.entries()].reverse()) {
            tree.parent.children.splice(tree.parent.children.indexOf(tree.node), 1, places[number]);
        }
        file.data.certdot = { files: [...used] };
        if (options.strict && file.messages.some((message) => message.source === "remark-certdot")) {
            const messages = file.messages.filter((message) => message.source === "remark-certdot");
            const [first] = messages;
            const others = messages.length > 1 ? `; and ${messages.length - 1} more` : "";
            file.fail(first.reason + others, { place: first.place, ruleId: first.ruleId, source: "remark-certdot" });
        }
    };
}

/** The nodes that replace a tree. */
async function inPlace(tree, outcome, number, page, cwd, options) {
    if (outcome.picture === null) return boxOf(tree, outcome, page, options);
    if (inPage(tree, options)) return figureOf(tree, outcome, `certdot-${number}`, options);
    return pictureOf(tree, outcome, await address(outcome.picture, page, cwd, options));
}

/** Reports a problem at its location in the page; one in another file, at the tree that uses that file. */
function tell(file, page, tree, problem) {
    const isHere = problem.file === page || problem.file === null;
    const reason = isHere ? problem.message : `${problem.file}:${problem.line}: ${problem.message}`;
    const start = tree.node.position?.start;
    const line = isHere ? problem.line : start?.line;
    // The lines of a block are indented like its fence, and columns count within the block.
    const indent = start === undefined || line === start.line ? 0 : start.column - 1;
    const column = isHere && line !== start?.line ? problem.column + indent : start?.column;
    const place = line === undefined ? undefined : { line, column: column ?? 1 };
    file.message(reason, { place, ruleId: problem.code ?? "undrawn", source: "remark-certdot" });
}
