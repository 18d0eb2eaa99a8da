/** A syntax tree of Markdown → the trees of certdot in it. */

/**
 * @typedef Tree
 * @property {import("mdast").Nodes} node The node to replace.
 * @property {import("mdast").Parents} parent Its parent.
 * @property {string} [source] The tree.
 * @property {string} [file] The file that it is in, as the page names it.
 * @property {string} said The page's text for readers who cannot see it.
 * @property {number} line The line of the page, from 1, on which the tree begins.
 * @property {boolean} isAlone Whether it is a block of its own.
 * @property {object[]} problems Mistakes in the way it is written in the page.
 */

/**
 * All trees, in the order written.
 *
 * @param {import("mdast").Root} root
 * @returns {Tree[]}
 */
export function treesOf(root) {
    const found = [];
    const open = [[root, null]];
    while (open.length > 0) {
        const [node, parent] = open.pop();
        const line = node.position?.start.line ?? 1;
        if (node.type === "code" && node.lang === "cert") {
            const words = (node.meta ?? "").split(/\s+/).filter((word) => word !== "");
            // It is to be seen as it is written.
            if (words.includes("source")) continue;
            const tree = { node, parent, source: node.value, said: "", line: line + 1, isAlone: true };
            found.push({ ...tree, problems: words.map((word) => meaningless(word, line)) });
        } else if (node.type === "image" && isCertFile(node.url)) {
            found.push({ node, parent, file: node.url, said: node.alt ?? "", line, isAlone: false, problems: [] });
        } else if (node.type === "paragraph" && isImage(node.children) && isCertFile(node.children[0].url)) {
            const [{ url, alt }] = node.children;
            found.push({ node, parent, file: url, said: alt ?? "", line, isAlone: true, problems: [] });
        } else if (node.children !== undefined) {
            for (const child of [...node.children].reverse()) open.push([child, node]);
        }
    }
    return found;
}

function isImage(children) {
    return children.length === 1 && children[0].type === "image";
}

/** Whether an address is that of a `.cert` file, relative to the page. */
function isCertFile(url) {
    return url.endsWith(".cert") && !url.includes("://") && !url.startsWith("/");
}

function meaningless(word, line) {
    const message =
        `\`${word}\` has no meaning after \`cert\`: write options in the tree, as in ` +
        '`diagram "Title" [direction=right]`; only `source` is allowed here';
    return { severity: "error", code: null, message, file: null, line, column: 1 };
}
