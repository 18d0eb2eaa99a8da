/** The request by which a picture is asked for, and the messages between the extension and the preview's page. */

/** The method of the request. */
export const METHOD = "certdot/preview";

export interface Question {
    readonly textDocument: { readonly uri: string };
    /** Whether the editor is dark. The theme that a tree sets takes precedence. */
    readonly dark: boolean;
}

export interface Answer {
    /** Null where the tree has errors or could not be laid out. */
    readonly svg: string | null;
    /** The version of the document that was drawn. */
    readonly version: number;
    readonly errors: number;
    /** Why there is no picture. */
    readonly message: string | null;
}

/** What the preview shows. */
export interface View {
    /** The document; null before one is followed. */
    readonly uri: string | null;
    /** The last picture that could be drawn. */
    readonly picture: string | null;
    /** Why the picture is not that of the text in the editor. */
    readonly note: string | null;
}

export type ToPage = { readonly type: "show" } & View;

export type FromPage =
    | { readonly type: "ready" }
    | { readonly type: "problems" }
    | { readonly type: "open"; readonly address: string };
