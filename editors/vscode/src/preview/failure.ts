/** Why a request for a picture came to nothing, and what to say about it. */

/** Codes of JSON-RPC and of the language server protocol. */
const METHOD_NOT_FOUND = -32601;
const SUPERSEDED = [-32800, -32801, -32802];

/** What was asked about has changed since: another question will be, or should be, asked. */
export function isSuperseded(error: unknown): boolean {
    return SUPERSEDED.includes(code(error) ?? 0);
}

/** In words for the user. */
export function reason(error: unknown): string {
    if (code(error) === METHOD_NOT_FOUND) {
        return "This certdot is too old to draw previews. Install a newer one.";
    }
    const message = error instanceof Error ? error.message : String(error);
    return message || "Cannot draw the picture.";
}

function code(error: unknown): number | null {
    const code = (error as { code?: unknown } | null)?.code;
    return typeof code === "number" ? code : null;
}
