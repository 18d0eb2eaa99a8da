/** A picture → the address that a page has for it. */

import { createHash } from "node:crypto";
import { mkdir, rename, stat, writeFile } from "node:fs/promises";
import path from "node:path";

/** Whether a picture is in the page, rather than an image. */
export const inPage = (tree, options) => Boolean(options.inline) && tree.isAlone;

/** Whether a picture goes into a file. */
export const inFile = (tree, options) => options.assets !== undefined && !inPage(tree, options);

/** The address of a picture: the picture itself, or that of a file whose name is a hash of its content. */
export async function address(svg, page, cwd, options) {
    if (options.assets === undefined) {
        return `data:image/svg+xml;base64,${Buffer.from(svg).toString("base64")}`;
    }
    const digits = createHash("sha256").update(svg).digest("hex").slice(0, 16);
    const name = `cert-${digits}.svg`;
    const folder = path.resolve(cwd, options.assets);
    await write(path.join(folder, name), svg);
    if (options.address !== undefined) return `${options.address.replace(/\/$/, "")}/${name}`;
    const relative = path.relative(path.dirname(page), folder).split(path.sep).map(encodeURIComponent).join("/");
    // Tools that bundle take an address without a dot for that of a package.
    const near = relative === "" ? "." : relative.startsWith("..") ? relative : `./${relative}`;
    return `${near}/${name}`;
}

/** Writes a file, whole or not at all. Others may write it at the same time. */
async function write(file, text) {
    if (await stat(file).catch(() => null)) return;
    await mkdir(path.dirname(file), { recursive: true });
    const temporary = `${file}.${process.pid}.${Math.random().toString(36).slice(2)}`;
    await writeFile(temporary, text);
    await rename(temporary, file);
}
