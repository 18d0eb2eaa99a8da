/** The preview's page: shows what the extension sends, and is zoomed and moved about in. */

import { parse, size } from "./picture";
import { fit, inSight, move, wheelFactor, zoom, type Placement, type Point, type Size } from "./placement";
import type { FromPage, ToPage } from "../preview/protocol";

/** What the editor keeps for this page, and returns when it recreates the page. */
interface State {
    readonly uri: string | null;
    /** Null: all of the picture is shown, whatever its size and the stage's. */
    readonly placement: Placement | null;
}

declare function acquireVsCodeApi(): {
    postMessage(message: FromPage): void;
    getState(): State | undefined;
    setState(state: State): void;
};

const editor = acquireVsCodeApi();
const element = (id: string): HTMLElement => document.getElementById(id) as HTMLElement;
const stage = element("stage");
const sheet = element("sheet");
// The picture's styles and ids stay apart from the page's.
const shadow = sheet.attachShadow({ mode: "open" });
const STYLE = "svg { display: block; width: 100%; height: 100% } [data-address] { cursor: pointer }";
const KEY_STEP = 48;
const ZOOM_STEP = 1.25;

let state: State = editor.getState() ?? { uri: null, placement: null };
let pictureSize: Size | null = null;
let shownPicture: string | null = null;

function stageSize(): Size {
    return { width: stage.clientWidth, height: stage.clientHeight };
}

function placement(of: Size): Placement {
    return state.placement ? inSight(state.placement, of, stageSize()) : fit(of, stageSize());
}

function lay(): void {
    if (pictureSize === null) return;
    const { scale, x, y } = placement(pictureSize);
    sheet.style.width = `${pictureSize.width * scale}px`;
    sheet.style.height = `${pictureSize.height * scale}px`;
    sheet.style.transform = `translate(${x}px, ${y}px)`;
    element("scale").textContent = `${Math.round(scale * 100)}%`;
}

function keep(changes: Partial<State>): void {
    state = { ...state, ...changes };
    editor.setState(state);
    lay();
}

function show(view: ToPage): void {
    if (view.uri !== state.uri) keep({ uri: view.uri, placement: null });
    if (view.picture !== shownPicture) draw(view.picture);
    const empty = element("empty");
    empty.hidden = pictureSize !== null || view.note !== null;
    empty.textContent = view.uri === null ? "Open a .cert file to see its picture here." : "Drawing …";
    element("reason").textContent =
        view.note && pictureSize ? `${view.note} – this is the last picture that could be drawn.` : view.note;
    element("note").hidden = view.note === null;
    document.body.classList.toggle("is-old", view.note !== null && pictureSize !== null);
    lay();
}

function draw(text: string | null): void {
    shownPicture = text;
    const picture = text === null ? null : parse(text);
    pictureSize = picture && size(picture);
    const style = document.createElement("style");
    style.textContent = STYLE;
    shadow.replaceChildren(...(picture ? [style, picture] : []));
    sheet.hidden = picture === null;
    element("tools").hidden = picture === null;
}

function change(by: (placement: Placement) => Placement): void {
    if (pictureSize === null) return;
    keep({ placement: inSight(by(placement(pictureSize)), pictureSize, stageSize()) });
}

function zoomBy(factor: number, at?: Point): void {
    const { width, height } = stageSize();
    change((placement) => zoom(placement, factor, at ?? { x: width / 2, y: height / 2 }));
}

function moveBy(x: number, y: number): void {
    change((placement) => move(placement, { x, y }));
}

const keys: Record<string, () => void> = {
    "+": () => zoomBy(ZOOM_STEP),
    "=": () => zoomBy(ZOOM_STEP),
    "-": () => zoomBy(1 / ZOOM_STEP),
    "0": () => keep({ placement: null }),
    ArrowLeft: () => moveBy(KEY_STEP, 0),
    ArrowRight: () => moveBy(-KEY_STEP, 0),
    ArrowUp: () => moveBy(0, KEY_STEP),
    ArrowDown: () => moveBy(0, -KEY_STEP),
};

window.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const action = keys[event.key];
    if (action) {
        action();
        event.preventDefault();
    } else if (event.key === "Enter") {
        open(event);
    }
});

element("in").addEventListener("click", () => zoomBy(ZOOM_STEP));
element("out").addEventListener("click", () => zoomBy(1 / ZOOM_STEP));
element("fit").addEventListener("click", () => keep({ placement: null }));
element("problems").addEventListener("click", () => editor.postMessage({ type: "problems" }));

stage.addEventListener(
    "wheel",
    (event) => {
        event.preventDefault();
        // Some count lines or pages, not pixels.
        const unit = [1, 16, stage.clientHeight][event.deltaMode] ?? 1;
        if (event.ctrlKey || event.metaKey) {
            const box = stage.getBoundingClientRect();
            zoomBy(wheelFactor(event.deltaY * unit), { x: event.clientX - box.left, y: event.clientY - box.top });
        } else {
            const [x, y] = event.shiftKey ? [event.deltaX + event.deltaY, 0] : [event.deltaX, event.deltaY];
            moveBy(-x * unit, -y * unit);
        }
    },
    { passive: false },
);

/** Where the pointer was last while it drags, and whether it has gone far enough for that to be no click. */
let drag: { last: Point; isMoving: boolean } | null = null;
const CLICK_LENGTH = 4;

stage.addEventListener("pointerdown", (event) => {
    if (event.button === 0) drag = { last: { x: event.clientX, y: event.clientY }, isMoving: false };
});
stage.addEventListener("pointermove", (event) => {
    if (drag === null) return;
    const x = event.clientX - drag.last.x;
    const y = event.clientY - drag.last.y;
    if (!drag.isMoving && Math.hypot(x, y) < CLICK_LENGTH) return;
    if (!drag.isMoving) stage.setPointerCapture(event.pointerId);
    drag = { last: { x: event.clientX, y: event.clientY }, isMoving: true };
    stage.classList.add("is-dragged");
    moveBy(x, y);
});
for (const name of ["pointerup", "pointercancel"]) {
    stage.addEventListener(name, () => {
        stage.classList.remove("is-dragged");
        // The click that ends a drag comes after this.
        const over = drag;
        setTimeout(() => {
            if (drag === over) drag = null;
        });
    });
}

/** Has the extension open the link that an event is about. */
function open(event: Event): void {
    for (const target of event.composedPath()) {
        const address = target instanceof Element ? target.getAttribute("data-address") : null;
        if (address !== null) {
            event.preventDefault();
            editor.postMessage({ type: "open", address });
            return;
        }
    }
}

stage.addEventListener("click", (event) => {
    if (!drag?.isMoving) open(event);
});

new ResizeObserver(lay).observe(stage);
window.addEventListener("message", (event: MessageEvent<ToPage>) => {
    if (event.data.type === "show") show(event.data);
});
draw(null);
editor.postMessage({ type: "ready" });
