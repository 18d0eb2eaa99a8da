/** The program's answer for a tree → nodes of Markdown's syntax tree. */

import { followed, literal } from "./links.js";

const text = (value) => ({ type: "text", value });
const paragraph = (...children) => ({ type: "paragraph", children });

/** The text for readers who cannot see the picture. */
const alt = (tree, outcome) => tree.said || outcome.alt;

/** A picture as an image. */
export function pictureOf(tree, outcome, url) {
    const image = { type: "image", url, alt: alt(tree, outcome), title: null };
    return tree.isAlone ? paragraph(image) : image;
}

/** A picture as it is, in the page. The identifier is another for each picture. */
export function figureOf(tree, outcome, identifier, options) {
    if (options.inline !== "jsx") {
        const figure = outcome.text;
        return html(tree.said === "" ? figure : said(figure, tree.said));
    }
    // It takes the room that there is, and no more.
    const svg = outcome.picture.replace("<svg ", '<svg style="max-width:100%;height:auto" ');
    const label = tree.said === "" ? [] : [attribute("role", "img"), attribute("aria-label", tree.said)];
    const { notes, expression } = followed(svg, identifier);
    const attributes = [
        attribute("className", "certdot"),
        ...label,
        object("style", "marginInline", () => literal(0)),
        // React takes HTML as it is by this name.
        object("dangerouslySetInnerHTML", "__html", expression),
    ];
    return { type: "mdxJsxFlowElement", name: "figure", attributes, children: notes };
}

const html = (value) => ({ type: "html", value });

/** A figure of the program with the page's text alternative instead of the tree's. */
function said(figure, words) {
    const escaped = words.replace(/&/g, "&amp;").replace(/"/g, "&quot;").replace(/</g, "&lt;").replace(/\s+/g, " ");
    const own = `<figure class="certdot" role="img" aria-label="${escaped}"`;
    return figure.replace(/^<figure class="certdot"( role="img" aria-label="[^"]*")?/, () => own);
}

const attribute = (name, value) => ({ type: "mdxJsxAttribute", name, value });

/**
 * An object with one property, as an attribute. MDX wants it as text, and as what JavaScript reads in that: the value is
 * asked for when that is.
 */
function object(attributeName, name, expressionOf) {
    const property = {
        type: "Property",
        kind: "init",
        method: false,
        shorthand: false,
        computed: false,
        key: { type: "Identifier", name },
        get value() {
            return expressionOf();
        },
    };
    const expression = { type: "ObjectExpression", properties: [property] };
    const body = [{ type: "ExpressionStatement", expression }];
    const estree = { type: "Program", sourceType: "module", body, comments: [] };
    const value = `{${name}: ${expressionOf().raw}}`;
    return attribute(attributeName, { type: "mdxJsxAttributeValueExpression", value, data: { estree } });
}

/** The box in the place of a tree that cannot be drawn. */
export function boxOf(tree, outcome, page, options) {
    const messages = outcome.problems
        .filter(({ severity }) => severity === "error")
        .map(({ file, line, message }) => `${file === page ? "line " : `${file}:`}${line}: ${message}`);
    if (!tree.isAlone) return { type: "strong", children: [text(messages.join("; "))] };
    // The program's own box is HTML, and what it does not know it has no box for.
    if (options.inline && options.inline !== "jsx" && outcome.text !== "") return html(outcome.text);
    const items = messages.map((message) => ({ type: "listItem", spread: false, children: [paragraph(text(message))] }));
    const source = tree.source === undefined ? [] : [{ type: "code", lang: null, meta: null, value: tree.source }];
    const title = paragraph({ type: "strong", children: [text("This tree cannot be drawn.")] });
    const list = { type: "list", ordered: false, spread: false, children: items };
    return { type: "blockquote", children: [title, list, ...source] };
}
