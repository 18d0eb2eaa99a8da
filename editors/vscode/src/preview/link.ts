/** Where a link of a picture leads. */

export type Destination =
    | { readonly kind: "outside"; readonly address: string }
    /** A file, by its path from the folder of the document. */
    | { readonly kind: "file"; readonly path: string };

/** Null for what is never opened: anything but the web, mail, and files relative to the document. */
export function destination(address: string): Destination | null {
    if (/^(?:https?|mailto):/i.test(address)) return { kind: "outside", address };
    // Another scheme, another machine, an absolute path, a place in the picture itself.
    if (/^(?:[a-z][a-z0-9+.-]*:|[\\/#]|$)/i.test(address)) return null;
    const [path = ""] = address.split(/[?#]/);
    try {
        return path === "" ? null : { kind: "file", path: decodeURIComponent(path) };
    } catch {
        return null;
    }
}
