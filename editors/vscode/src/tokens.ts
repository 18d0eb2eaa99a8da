/**
 * Which of the server's colors are used: only those of names, whose colors depend on their meaning. The grammar
 * colors the rest, in more detail than the server, which has one color for a string and the escapes in it.
 */

/** The types of tokens that the server has for names: nodes, groups, styles of edges, certs. */
const NAMES = ["variable", "namespace", "event", "class"];

/** A token is five numbers: lines and columns from the one before, length, type, modifiers. */
const FIELDS = 5;

/** The names among tokens whose types are numbered as in a list. */
export function names(data: Uint32Array, types: readonly string[]): Uint32Array {
    const kept: number[] = [];
    let line = 0;
    let column = 0;
    let lastLine = 0;
    let lastColumn = 0;
    for (let at = 0; at + FIELDS <= data.length; at += FIELDS) {
        const [lines = 0, columns = 0, length = 0, type = 0, modifiers = 0] = data.subarray(at, at + FIELDS);
        line += lines;
        column = lines === 0 ? column + columns : columns;
        if (!NAMES.includes(types[type] ?? "")) continue;
        kept.push(line - lastLine, line === lastLine ? column - lastColumn : column, length, type, modifiers);
        lastLine = line;
        lastColumn = column;
    }
    return Uint32Array.from(kept);
}
