// The plugin in unified, as one uses it.

import assert from "node:assert/strict";
import { mkdtemp, mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, it } from "node:test";

import { compile, run } from "@mdx-js/mdx";
import rehypeRaw from "rehype-raw";
import rehypeStringify from "rehype-stringify";
import remarkParse from "remark-parse";
import remarkRehype from "remark-rehype";
import remarkStringify from "remark-stringify";
import { unified } from "unified";
import { VFile } from "vfile";

import remarkCertdot from "../lib/index.js";

// The tests of certdot say which program is to be tried; alone, they try the one that is installed.
const program = process.env.CERTDOT_PROGRAM ?? "certdot";

let cwd;

beforeEach(async () => {
    cwd = await mkdtemp(path.join(os.tmpdir(), "remark-certdot-"));
    await mkdir(path.join(cwd, "docs"));
});

afterEach(async () => {
    await rm(cwd, { recursive: true });
});

async function write(name, text) {
    await mkdir(path.dirname(path.join(cwd, name)), { recursive: true });
    await writeFile(path.join(cwd, name), text);
}

const page = (value, name = "docs/page.md") => new VFile({ value, path: name, cwd });

/** Markdown → HTML. */
function toHtml(value, options = {}) {
    return unified()
        .use(remarkParse)
        .use(remarkCertdot, { program, ...options })
        .use(remarkRehype, { allowDangerousHtml: true })
        .use(rehypeRaw)
        .use(rehypeStringify)
        .process(page(value));
}

/** Markdown → Markdown. */
function toMarkdown(value, options = {}) {
    return unified()
        .use(remarkParse)
        .use(remarkCertdot, { program, ...options })
        .use(remarkStringify)
        .process(page(value));
}

/** The SVGs that stand in the addresses of images. */
function pictures(html) {
    const addresses = [...html.matchAll(/src="data:image\/svg\+xml;base64,([^"]+)"/g)];
    return addresses.map(([, data]) => Buffer.from(data, "base64").toString());
}

const PAGE = `# Trees

\`\`\`cert
diagram "What is *seen*"
a >> b
\`\`\`

> - In a list:
>
>   \`\`\`cert
>   c >> d
>   \`\`\`

\`\`\`cert source
left >> alone
\`\`\`

![Of a *file*](../trees/my%20tree.cert)

In a line ![small](../trees/my%20tree.cert) too, but not ![this](https://x.invalid/y.cert).
`;

describe("trees become images", () => {
    it("wherever they stand", async () => {
        await write("trees/my tree.cert", "e >> f");
        const file = await toHtml(PAGE);
        assert.deepEqual(file.messages, []);
        const drawn = pictures(String(file));
        assert.equal(drawn.length, 4);
        for (const [number, word] of ["b", "d", "f", "f"].entries()) assert.match(drawn[number], new RegExp(`>${word}</text>`));
        const own = ["What is *seen*: skill tree of 2 nodes, from a to b.", "Skill tree of 2 nodes, from c to d."];
        for (const said of [...own, "Of a file", "small"]) assert.ok(String(file).includes(`alt="${said}"`), said);
        assert.match(String(file), /left >> alone/);
        assert.match(String(file), /https:\/\/x\.invalid\/y\.cert/);
        assert.deepEqual(file.data.certdot.files, [path.join(cwd, "trees/my tree.cert")]);
    });

    it("in Markdown that is read again", async () => {
        const once = String(await toMarkdown("```cert\na >> b\n```\n"));
        assert.match(once, /^!\[Skill tree of 2 nodes, from a to b\.\]\(data:image\/svg\+xml;base64,/);
        assert.equal(String(await toMarkdown(once)), once);
    });

    it("in files, where that is wished", async () => {
        const tree = "```cert\na >> b\n```\n";
        const said = "Skill tree of 2 nodes, from a to b.";
        const first = String(await toMarkdown(tree, { assets: "static/trees" }));
        const [name] = await readdir(path.join(cwd, "static/trees"));
        assert.match(name, /^cert-[0-9a-f]{16}\.svg$/);
        assert.match(await readFile(path.join(cwd, "static/trees", name), "utf8"), />b<\/text>/);
        assert.equal(first, `![${said}](../static/trees/${name})\n`);
        const second = String(await toMarkdown(tree, { assets: "static/trees", address: "/trees/" }));
        assert.equal(second, `![${said}](/trees/${name})\n`);
        assert.equal((await readdir(path.join(cwd, "static/trees"))).length, 1);
    });

    it("with links that lead from these files", async () => {
        await write("trees/t.cert", 'node a [url="b.html"]');
        const value = '![](../trees/t.cert)\n\n```cert\nnode a [url="own.html"], b [url="/c"]\n```\n\nIn ![](../trees/t.cert) line.\n';
        const links = async (options) => {
            await rm(path.join(cwd, "static"), { recursive: true, force: true });
            const html = String(await toHtml(value, { assets: "static/trees", ...options }));
            const names = await readdir(path.join(cwd, "static/trees"));
            const files = await Promise.all(names.map((name) => readFile(path.join(cwd, "static/trees", name), "utf8")));
            const found = (text) => [...new Set([...text.matchAll(/xlink:href="([^"]*)"/g)].map(([, address]) => address))].sort();
            return [found(files.join()), found(html)];
        };
        const fromFiles = ["../../docs/own.html", "../../trees/b.html", "/c"];
        assert.deepEqual(await links({}), [fromFiles, []]);
        // What stands in the page leads from there, and only the image in the line is a file.
        assert.deepEqual(await links({ inline: true }), [["../../trees/b.html"], ["../trees/b.html", "/c", "own.html"]]);
    });

    it("with a text, unless the tree says that there is none", async () => {
        await write("trees/t.cert", "a >> b");
        await write("trees/none.cert", 'diagram "T" [alt=""]\na >> b');
        const value = '![](../trees/t.cert)\n\n```cert\na >> b\n```\n\nIn ![](../trees/t.cert) line.\n\n![](../trees/none.cert)\n';
        const own = "Skill tree of 2 nodes, from a to b.";
        const alts = (html) => [...html.matchAll(/ alt="([^"]*)"/g)].map(([, alt]) => alt);
        for (const options of [{}, { assets: "static" }]) {
            assert.deepEqual(alts(String(await toHtml(value, options))), [own, own, own, ""]);
        }
        const html = String(await toHtml(value, { inline: true }));
        assert.deepEqual(alts(html), [own]);
        assert.doesNotMatch(html, /aria-label=""/);
        assert.equal(html.match(/aria-hidden="true"/g).length, 1);
    });

    it("or SVG in the page", async () => {
        await write("trees/my tree.cert", "e >> f");
        const html = String(await toHtml(PAGE, { inline: true }));
        assert.equal(html.match(/<figure class="certdot"/g).length, 3);
        assert.equal(html.match(/<svg /g).length, 3);
        assert.match(html, /<figure class="certdot" role="img" aria-label="Of a file" style="margin-inline:0"><svg /);
        assert.equal(pictures(html).length, 1, "a figure cannot stand in a line");
        const ids = [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
        assert.equal(new Set(ids).size, ids.length);
    });

    it("dark where the page is", async () => {
        const tree = "```cert\na >> b\n```\n";
        const dark = { dark: ".night" };
        assert.match(String(await toHtml(tree, { inline: true, ...dark })), /<style>:is\(\.night\) #/);
        // An image does not know what is around it.
        assert.equal(String(await toHtml(tree, dark)), String(await toHtml(tree)));
    });

    it("in the theme that is wished", async () => {
        const tree = "```cert\na >> b\n```\n";
        assert.notEqual(String(await toHtml(tree, { theme: "dark" })), String(await toHtml(tree, { theme: "light" })));
    });
});

describe("MDX", () => {
    // What MDX calls to make elements; here they become text.
    const jsx = (type, { children = [], ...properties }) =>
        typeof type === "function" ? type({ children, ...properties }) : { type, properties, children: [children].flat() };
    const runtime = { Fragment: ({ children }) => children, jsx, jsxs: jsx };

    async function elements(value, options, others = []) {
        const code = await compile(page(value, "docs/page.mdx"), {
            outputFormat: "function-body",
            remarkPlugins: [[remarkCertdot, { program, ...options }], ...others],
        });
        const { default: Content } = await run(String(code), { ...runtime, baseUrl: import.meta.url });
        return [Content({})].flat(Infinity).filter((element) => typeof element === "object");
    }

    const tree = 'export const one = 1\n\n```cert\ndiagram "Title {x}"\na >> b\n```\n\nOne is {one}.\n';

    it("has trees as images", async () => {
        const [first, second] = await elements(tree);
        const [image] = first.children;
        assert.equal(image.type, "img");
        assert.equal(image.properties.alt, "Title {x}: skill tree of 2 nodes, from a to b.");
        assert.match(pictures(`src="${image.properties.src}"`)[0], />b<\/text>/);
        assert.equal(second.children.join(""), "One is 1.");
    });

    it("has trees as elements", async () => {
        const [figure] = await elements(tree, { inline: "jsx" });
        assert.equal(figure.type, "figure");
        assert.equal(figure.properties.className, "certdot");
        assert.match(figure.properties.dangerouslySetInnerHTML.__html, /^<svg [^]*>b<\/text>[^]*<\/svg>\s*$/);
    });

    const links = (html) => [...html.matchAll(/xlink:href="([^"]*)"/g)].map(([, address]) => address);
    const linked = '```cert\nnode a [url="other.md?x=1&y=2#z"], b [url="exam.pdf"], c [url="https://x.y/z.md"]\n```\n';

    it("has links that are what the page's become", async () => {
        // As Docusaurus does: of links to pages it changes the address, those to files become elements of their own.
        const tool = () => (tree) => {
            const open = [tree];
            while (open.length > 0) {
                const node = open.pop();
                if (node.type === "link" && /^other\.md/.test(node.url)) node.url = node.url.replace("other.md", '/to/"other"');
                if (node.url === "exam.pdf") {
                    const call = { type: "CallExpression", callee: { type: "Identifier", name: "String" }, optional: false };
                    const expression = { ...call, arguments: [{ type: "Literal", value: "/files/exam.pdf" }] };
                    const estree = { type: "Program", sourceType: "module", body: [{ type: "ExpressionStatement", expression }] };
                    const value = { type: "mdxJsxAttributeValueExpression", value: "", data: { estree } };
                    const attributes = [{ type: "mdxJsxAttribute", name: "href", value }];
                    Object.assign(node, { type: "mdxJsxTextElement", name: "a", attributes, url: undefined });
                }
                open.push(...(node.children ?? []));
            }
        };
        const [figure] = await elements(linked, { inline: "jsx" }, [tool]);
        assert.deepEqual(links(figure.properties.dangerouslySetInnerHTML.__html), [
            "/to/&quot;other&quot;?x=1&amp;y=2#z",
            "/files/exam.pdf",
            "https://x.y/z.md",
        ]);
        assert.deepEqual(figure.children, [], "the links themselves are not shown");
    });

    it("has links from the page where nothing is made of them", async () => {
        await write("trees/t.cert", 'node a [url="other.md"]');
        const [first, second] = await elements(`${linked}\n![](../trees/t.cert)\n`, { inline: "jsx" });
        const html = ({ properties }) => properties.dangerouslySetInnerHTML.__html;
        assert.deepEqual(links(html(first)), ["other.md?x=1&amp;y=2#z", "exam.pdf", "https://x.y/z.md"]);
        assert.deepEqual(links(html(second)), ["../trees/other.md"]);
    });

    it("has mistakes as text", async () => {
        const [box] = await elements("```cert\na -> b // {x}\n```\n", { inline: "jsx" });
        assert.equal(box.type, "blockquote");
        assert.match(JSON.stringify(box), /line 2: `->` is not an arrow/);
    });
});

describe("a mistake", () => {
    const wrong = "```cert\na >> b\n```\n\n- x\n\n  ```cert\n  one >> two\n  a -> b\n  ```\n\n```cert\nc >> d\n```\n";

    it("is told at its place, shown in the page, and loses no other tree", async () => {
        for (const inline of [false, true]) {
            const file = await toHtml(wrong, { inline });
            const [message] = file.messages;
            assert.equal(file.messages.length, 1);
            assert.deepEqual([message.line, message.column, message.ruleId, message.source], [9, 5, "E0102", "remark-certdot"]);
            const html = String(file);
            assert.match(html, /This tree cannot be drawn/);
            assert.match(html, /line 9: `->` is not an arrow/);
            assert.equal(inline ? html.match(/<svg /g).length : pictures(html).length, 2);
        }
    });

    it("fails, where that is wished", async () => {
        await assert.rejects(toHtml(wrong, { strict: true }), (error) => {
            assert.deepEqual([error.line, error.column, error.fatal], [9, 5, true]);
            return true;
        });
        await toHtml(wrong.replace("->", ">>"), { strict: true });
    });

    it("in a file is told with the file's name", async () => {
        await write("docs/tree.cert", "a >> b\na -> b\n");
        const file = await toHtml("Text.\n\n![x](tree.cert)\n\nA line with ![y](none.cert).\n");
        const told = file.messages.map(({ line, reason }) => `${line} ${reason}`);
        assert.match(told[0], /^3 docs\/tree\.cert:2: `->`/);
        assert.match(told[1], /^5 there is no file `none.cert`/);
        assert.match(String(file), /<strong>line 5: there is no file/);
    });

    it("outside the root is not read", async () => {
        await write("secret.cert", "secret >> word");
        const file = await toHtml("![x](../secret.cert)\n", { root: "docs" });
        assert.equal(file.messages.length, 1);
        assert.doesNotMatch(String(file), /word/);
        assert.match(String(file), /outside/);
    });

    it("after the fence is told, and the tree drawn", async () => {
        const file = await toHtml("\n```cert width=3\na >> b\n```\n");
        assert.match(file.messages[0].reason, /`width=3` has no meaning after `cert`/);
        assert.equal(file.messages[0].line, 2);
        assert.equal(pictures(String(file)).length, 1);
    });

    it("in the installation is told", async () => {
        const file = await toHtml("```cert\na >> b\n```\n", { program: "no-such-program" });
        assert.match(file.messages[0].reason, /cannot run `no-such-program`/);
        assert.throws(() => toHtml("", { them: "dark" }), /no option `them`/);
    });
});
