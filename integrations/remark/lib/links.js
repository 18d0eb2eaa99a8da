/**
 * Links in a picture, as those of the page. What a tool makes of a page's links, it makes in the page's syntax tree, and
 * after this plugin: Docusaurus makes of the name of a page's file its route, and of that of another file an address in the
 * site. So the links of a picture are put there as well, and their new addresses are read with the picture.
 */

const LINK = /<a xlink:href="([^"]*)"/g;
const BEGIN = '<a xlink:href="';

/**
 * The links of a picture, in a place that is searched and never shown: a note to which nothing refers; and what the
 * picture is once they have become what they will be, as an expression of JavaScript.
 */
export function followed(svg, identifier) {
    const links = [...svg.matchAll(LINK)].map(({ 1: written, index }) => {
        const url = unescaped(written);
        const node = { type: "link", url, title: null, children: [{ type: "text", value: url }] };
        const start = index + BEGIN.length;
        return { node, url, start, end: start + written.length };
    });
    const paragraph = { type: "paragraph", children: links.map(({ node }) => node) };
    const notes = links.length === 0 ? [] : [{ type: "footnoteDefinition", identifier, label: identifier, children: [paragraph] }];
    // A link may be another node by now, in the place of that which was there.
    const expression = () => whole(svg, links.map((link, number) => ({ ...link, now: paragraph.children[number] })));
    return { notes, expression };
}

/** A picture with what its links have become. */
function whole(svg, links) {
    let picture = literal("");
    let from = 0;
    for (const { now, url, start, end } of links) {
        const address = target(now, url);
        picture = sum(sum(picture, literal(svg.slice(from, start))), address);
        from = end;
    }
    return sum(picture, literal(svg.slice(from)));
}

/** Where a link leads now: one of Markdown, or of MDX, whose address may be known only when the page is built. */
function target(node, url) {
    if (node?.type === "link") return literal(escaped(node.url));
    const href = node?.attributes?.find(({ name }) => name === "href")?.value;
    if (typeof href === "string") return literal(escaped(href));
    return href?.data?.estree?.body[0]?.expression ?? literal(escaped(url));
}

export const literal = (value) => ({ type: "Literal", value, raw: JSON.stringify(value) });

/** Two expressions, one after the other. */
function sum(left, right) {
    const both = [left, right].every(({ type, value }) => type === "Literal" && typeof value === "string");
    return both ? literal(left.value + right.value) : { type: "BinaryExpression", operator: "+", left, right };
}

const ENTITIES = { amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'", "#45": "-" };
const unescaped = (text) => text.replace(/&(amp|lt|gt|quot|#39|#45);/g, (_, name) => ENTITIES[name]);
const escaped = (text) => text.replace(/&/g, "&amp;").replace(/"/g, "&quot;").replace(/</g, "&lt;");
