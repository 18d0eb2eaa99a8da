/** The page that the preview shows, before anything is drawn on it. */

import { randomBytes } from "node:crypto";

export interface Parts {
    /** The addresses of the script and of the style, as the page may load them. */
    readonly script: string;
    readonly style: string;
    /** Where styles may come from. */
    readonly source: string;
}

/** A word that nobody can guess: only scripts that say it are run. */
export function nonce(): string {
    return randomBytes(24).toString("base64url");
}

/**
 * Nothing is loaded from outside, and no script is run but the page's own. Pictures have styles of their own, in
 * attributes and elements, hence `unsafe-inline` for styles; their bitmaps are part of them.
 */
export function html(parts: Parts, nonce: string): string {
    const policy = [
        "default-src 'none'",
        "img-src data:",
        `style-src ${parts.source} 'unsafe-inline'`,
        `script-src 'nonce-${nonce}'`,
        "base-uri 'none'",
        "form-action 'none'",
    ].join("; ");
    return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${parts.style}">
<title>certdot</title>
</head>
<body>
<div id="note" role="status" hidden>
<p id="reason"></p>
<button id="problems" type="button">Show Problems</button>
</div>
<main id="stage" tabindex="0" role="region" aria-label="Picture" aria-describedby="keys">
<div id="sheet"></div>
<p id="empty" role="status">Open a .cert file to see its picture here.</p>
</main>
<p id="keys" hidden>Plus and minus zoom, 0 shows all, the arrow keys move.</p>
<div id="tools" role="toolbar" aria-label="Zoom" aria-controls="stage">
<button id="out" type="button" aria-label="Smaller" title="Smaller (-)">−</button>
<span id="scale">100%</span>
<button id="in" type="button" aria-label="Larger" title="Larger (+)">+</button>
<button id="fit" type="button" title="Fit to window (0)">Fit</button>
</div>
<script nonce="${nonce}" src="${parts.script}"></script>
</body>
</html>
`;
}
