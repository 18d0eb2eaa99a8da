/**
 * Keeps a picture up to date with a document: when to request one, and which answers to show.
 *
 * It knows neither the editor nor the server; both are given to it as ports, time too.
 */

import { isSuperseded, reason } from "./failure";
import type { Answer, View } from "./protocol";

/** How long no key must have been pressed before a picture is asked for. */
export const PAUSE_IN_MILLISECONDS = 100;

export interface Subject {
    readonly uri: string;
    readonly dark: boolean;
}

export interface Ports {
    /** Requests a picture. The signal means that it is no longer needed. */
    ask(subject: Subject, signal: AbortSignal): Promise<Answer>;
    show(view: View): void;
    /** Does something after some milliseconds, unless what is returned is called before. */
    later(milliseconds: number, action: () => void): () => void;
}

export class Follower {
    private subject: Subject | null = null;
    private view: View = { uri: null, picture: null, note: null };
    /** The one question that is under way. */
    private flight: { subject: Subject; abort: AbortController } | null = null;
    /** Whether another is to be asked as soon as that may be. */
    private isDue = false;
    private isVisible = true;
    private isOver = false;
    private forget: (() => void) | null = null;

    constructor(private readonly ports: Ports) {}

    /** Follows another document, or another color theme. Nothing is requested if it follows that already. */
    follow(subject: Subject): void {
        if (subject.uri === this.subject?.uri && subject.dark === this.subject.dark) return;
        this.subject = subject;
        this.ask();
    }

    /** The uri of what it follows. */
    get uri(): string | null {
        return this.subject?.uri ?? null;
    }

    /** Something has changed that the picture may depend on: asks when it has been quiet for a while. */
    changed(): void {
        this.forget?.();
        this.forget = this.ports.later(PAUSE_IN_MILLISECONDS, () => {
            this.forget = null;
            this.ask();
        });
    }

    /** The server has come up: asks at once. */
    again(): void {
        this.ask();
    }

    /** While nobody can see the picture, nothing is asked. */
    setVisible(isVisible: boolean): void {
        this.isVisible = isVisible;
        if (isVisible && this.isDue) this.ask();
    }

    /** Shows the last picture again, in a page that was recreated. */
    repeat(): void {
        this.ports.show(this.view);
    }

    /** Nothing is asked or shown any more. */
    end(): void {
        this.isOver = true;
        this.forget?.();
        this.flight?.abort.abort();
    }

    private ask(): void {
        if (this.isOver || this.subject === null) return;
        if (this.flight !== null) {
            this.isDue = true;
            this.flight.abort.abort();
            return;
        }
        if (!this.isVisible) {
            this.isDue = true;
            return;
        }
        this.isDue = false;
        const flight = { subject: this.subject, abort: new AbortController() };
        this.flight = flight;
        this.ports.ask(flight.subject, flight.abort.signal).then(
            (answer) => this.land(flight.subject, () => this.take(flight.subject.uri, answer)),
            (error) => this.land(flight.subject, () => this.fail(flight.subject.uri, flight.abort.signal, error)),
        );
    }

    private land(subject: Subject, settle: () => void): void {
        this.flight = null;
        if (this.isOver) return;
        // An answer that is no longer needed is still newer than what is shown, if it is about the same document.
        if (subject === this.subject) settle();
        if (this.isDue) this.ask();
    }

    private take(uri: string, answer: Answer): void {
        if (answer.svg !== null) {
            this.show({ uri, picture: answer.svg, note: null });
        } else {
            this.show({ uri, picture: this.lastPicture(uri), note: sentence(answer.message ?? count(answer.errors)) });
        }
    }

    private fail(uri: string, signal: AbortSignal, error: unknown): void {
        if (signal.aborted) return;
        if (isSuperseded(error)) {
            this.changed();
        } else {
            this.show({ uri, picture: this.lastPicture(uri), note: reason(error) });
        }
    }

    /** The last picture of a document. Another document's is none. */
    private lastPicture(uri: string): string | null {
        return uri === this.view.uri ? this.view.picture : null;
    }

    private show(view: View): void {
        this.view = view;
        this.ports.show(view);
    }
}

/** The compiler's messages begin small. */
function sentence(text: string): string {
    return text.slice(0, 1).toUpperCase() + text.slice(1);
}

function count(errors: number): string {
    return errors === 1 ? "1 error" : `${errors} errors`;
}
