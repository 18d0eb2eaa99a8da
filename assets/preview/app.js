// The live page: shows what `certdot watch` draws, with zoom, panning and search. The server sends events, and the page
// fetches what has changed. Of the user's input, it shows text and the picture, never HTML.

const element = (id) => document.getElementById(id);
const [stage, sheet, query, found, panel] = ["stage", "sheet", "query", "found", "node"].map(element);
// The picture's ids and styles stay apart from the page's.
const shadow = sheet.attachShadow({ mode: "open" });

const KEY_STEP = 48;
const ZOOM_STEP = 1.25;
const SMALLEST = 0.02;
const LARGEST = 20;
const MARGIN = 20;
/** How much of a picture cannot be moved off the stage. */
const REMAINDER = 48;
/** A pointer that has gone farther drags. */
const CLICK_LENGTH = 4;
const MOST_FOUND = 100;
/** Only what takes longer is worth a word. */
const PATIENCE = 300;
/** How long a word about a click stays. */
const READING = 10_000;
const XLINK = "http://www.w3.org/1999/xlink";
const SVG = "http://www.w3.org/2000/svg";

/** The last state that the server sent; null before the first. */
let state = null;
/** The nodes of the picture that is shown. */
let nodes = [];
let picture = null;
let size = { width: 0, height: 0 };
/** What is shown: the number of the picture, its colors and its text. */
let shown = { number: null, theme: null, text: null };
/** The position and size of the picture, in CSS pixels; null: all of it is shown. */
let placement = recall("placement");
/** The id of the node that is chosen. */
let chosen = null;

function recall(key) {
    try {
        return JSON.parse(sessionStorage.getItem(key));
    } catch {
        return null;
    }
}

function keep(key, value) {
    try {
        sessionStorage.setItem(key, JSON.stringify(value));
    } catch {
        // Without storage, a reload starts afresh.
    }
}

// ---- colors ----

const prefersDark = matchMedia("(prefers-color-scheme: dark)");
element("theme").value = recall("theme") ?? "auto";

function theme() {
    const choice = element("theme").value;
    if (choice === "auto") return prefersDark.matches ? "dark" : "light";
    return choice;
}

function dress() {
    document.documentElement.dataset.theme = theme();
    for (const [id, path, ending] of [
        ["save-svg", "/picture.svg", "svg"],
        ["save-png", "/picture.png", "png"],
        ["save-dot", "/graph.dot", "dot"],
    ]) {
        element(id).href = `${path}?theme=${theme()}`;
        element(id).download = `${state?.stem ?? "tree"}.${ending}`;
    }
}

function dressAnew() {
    keep("theme", element("theme").value);
    dress();
    listen();
}

element("theme").addEventListener("change", dressAnew);
prefersDark.addEventListener("change", dressAnew);

// ---- messages from the server ----

let source = null;
let again = 0;

/** A page that nobody sees listens to nothing: browsers allow only a few connections to one place. */
function listen() {
    source?.close();
    clearTimeout(again);
    source = null;
    if (document.hidden) return;
    source = new EventSource(`/events?theme=${theme()}`);
    source.onmessage = (event) => {
        state = JSON.parse(event.data);
        tell("");
        show();
    };
    source.onerror = () => {
        tell("Not connected: `certdot watch` has ended, or too many pages are open.");
        if (source?.readyState === EventSource.CLOSED) again = setTimeout(listen, 2000);
    };
}

document.addEventListener("visibilitychange", listen);

let saying = 0;

function tell(words, after = 0) {
    clearTimeout(saying);
    const say = () => {
        if (element("status").textContent === words) return;
        element("status").textContent = words;
        // On a narrow page there is not room for all of it.
        element("status").title = words;
    };
    if (after) saying = setTimeout(say, after);
    else say();
}

/** Shows a message for as long as it takes to read it. */
function mention(words) {
    tell(words);
    saying = setTimeout(() => {
        if (element("status").textContent === words) tell("");
    }, READING);
}

function show() {
    element("name").textContent = state.name;
    element("name").title = state.file;
    dress();
    showProblems();
    if (state.isDrawing) tell("Drawing …", PATIENCE);
    if (state.picture !== null && (state.picture !== shown.number || theme() !== shown.theme)) load();
    showEmpty();
    document.body.classList.toggle("is-old", state.isOld && picture !== null);
}

function showEmpty() {
    element("empty").hidden = picture !== null && nodes.length > 0;
    if (picture !== null) element("empty").textContent = "Nothing to draw: the tree has no nodes yet.";
    else element("empty").textContent = state.isDrawing ? "Drawing …" : "There is no picture yet.";
    sheet.hidden = picture === null || nodes.length === 0;
    element("tools").hidden = sheet.hidden;
}

function count(severity) {
    const number = state.problems.filter((problem) => problem.severity === severity).length;
    return number === 0 ? [] : [`${number} ${severity}${number === 1 ? "" : "s"}`];
}

let told = "";

function showProblems() {
    const problems = element("problems");
    const hasErrors = state.problems.some((problem) => problem.severity === "error");
    document.title = `${hasErrors ? "✗ " : ""}${state.name} – certdot`;
    problems.hidden = state.problems.length === 0;
    problems.classList.toggle("has-errors", hasErrors);
    const isKept = hasErrors && state.picture !== null;
    const summary = [...count("error"), ...count("warning")].join(", ");
    problems.firstElementChild.textContent = isKept ? `${summary}: this is the last picture that could be drawn` : summary;
    // What has been read and closed stays closed.
    const now = JSON.stringify(state.problems);
    if (now === told) return;
    const hadErrors = told.includes('"severity":"error"');
    told = now;
    if (hasErrors) problems.open = true;
    else if (hadErrors) problems.open = false;
    const messages = state.problems.map((problem) => {
        const message = document.createElement("pre");
        message.textContent = problem.text;
        return message;
    });
    element("messages").replaceChildren(...messages);
    // For those who hear the page: what others see at once.
    element("said").textContent = summary || "The mistakes are fixed";
}

let loading = null;

/** Fetches the picture and its nodes; what is newer takes the place of what is being fetched. */
async function load() {
    loading?.abort();
    const abort = (loading = new AbortController());
    const wanted = { number: state.picture, theme: theme() };
    try {
        const get = async (path) => {
            const response = await fetch(path, { signal: abort.signal });
            if (!response.ok) throw new Error((await response.text()).trim());
            return response.text();
        };
        const [text, tree] = await Promise.all([get(`/picture.svg?theme=${wanted.theme}`), get("/tree.json")]);
        nodes = JSON.parse(tree).nodes;
        draw(text);
        shown = { ...wanted, text };
        showEmpty();
        describe();
        if (!found.hidden) search();
    } catch (error) {
        if (!abort.signal.aborted) tell(`Cannot show the picture: ${error.message}`);
    }
}

// ---- the picture ----

const STYLE = new CSSStyleSheet();
STYLE.replaceSync(`
    svg { display: block; width: 100%; height: 100%; border-radius: 6px }
    .node { cursor: pointer }
    a[data-address] { cursor: help }
    .node a[data-address] { cursor: inherit }
    .mark { fill: none; stroke: #1b6fb5; stroke-width: 3; vector-effect: non-scaling-stroke; pointer-events: none }
    .mark.is-dark { stroke: #6cb2eb }
`);

/**
 * The policy forbids styles in a text, even one that is only parsed; it allows those that a script sets. So
 * they get other names. (In XML, every `<` starts a tag, and tags end after all quotes.)
 */
function disarmed(text) {
    const tags = /<\/?[A-Za-z](?:[^"'>]|"[^"]*"|'[^']*')*>/g;
    return text.replace(tags, (tag) => {
        if (/^<\/style\b/.test(tag)) return "</metadata>";
        if (/^<style\b/.test(tag)) return '<metadata data-sheet="">';
        return tag.replace(/"[^"]*"|'[^']*'|(\s)style(?=\s*=)/g, (part, blank) => (blank ? `${blank}data-style` : part));
    });
}

/** Puts a picture there. Nothing in certdot's pictures acts, and the page's policy would not let it. */
function draw(text) {
    if (text === shown.text) return;
    const parsed = new DOMParser().parseFromString(disarmed(text), "image/svg+xml");
    if (parsed.documentElement.localName !== "svg") throw new Error("it is not an SVG");
    picture = document.importNode(parsed.documentElement, true);
    const sheets = [...picture.querySelectorAll("metadata[data-sheet]")].map((style) => {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(style.textContent);
        style.remove();
        return sheet;
    });
    for (const styled of picture.querySelectorAll("[data-style]")) {
        styled.style.cssText = styled.getAttribute("data-style");
        styled.removeAttribute("data-style");
    }
    for (const link of picture.querySelectorAll("a")) {
        link.setAttribute("tabindex", "-1");
        link.setAttribute("target", "_blank");
        link.setAttribute("rel", "noopener noreferrer");
        // Relative addresses lead nowhere from this page: a message shows them instead.
        const address = link.getAttributeNS(XLINK, "href") ?? "";
        if (isOutside(address)) continue;
        link.removeAttributeNS(XLINK, "href");
        link.setAttribute("data-address", address);
    }
    const [, , width = 0, height = 0] = (picture.getAttribute("viewBox") ?? "").split(/[\s,]+/).map(Number);
    const pixels = 96 / 72;
    size = width > 0 && height > 0 ? { width: width * pixels, height: height * pixels } : { width: 300, height: 150 };
    shadow.adoptedStyleSheets = [STYLE, ...sheets];
    shadow.replaceChildren(picture);
    const title = picture.querySelector("title")?.textContent.split("\n")[0] ?? "";
    stage.setAttribute("aria-label", `Picture${title && ` of ${title}`}, ${nodes.length} nodes; / searches them`);
    lay();
}

function isOutside(address) {
    return /^(https?|mailto):/i.test(address);
}

/** Why a link is not followed that does not lead outside: what it is relative to is not here. */
function base(address) {
    if (/^[#?]/.test(address)) return "the page that shows the picture";
    if (address.startsWith("/")) return "the site that shows the picture";
    return `the folder of ${state.name}`;
}

function clamp(value, least, most) {
    return Math.max(least, Math.min(most, value));
}

function fitted() {
    const [width, height] = [stage.clientWidth - 2 * MARGIN, stage.clientHeight - 2 * MARGIN];
    const scale = clamp(Math.min(width / size.width, height / size.height, 1), SMALLEST, LARGEST);
    return {
        scale,
        x: (stage.clientWidth - size.width * scale) / 2,
        y: (stage.clientHeight - size.height * scale) / 2,
    };
}

/** The nearest placement that leaves a part of the picture in sight. */
function inSight({ scale, x, y }) {
    const [width, height] = [size.width * scale, size.height * scale];
    return {
        scale,
        x: clamp(x, Math.min(REMAINDER, width) - width, stage.clientWidth - Math.min(REMAINDER, width)),
        y: clamp(y, Math.min(REMAINDER, height) - height, stage.clientHeight - Math.min(REMAINDER, height)),
    };
}

function present() {
    return placement ? inSight(placement) : fitted();
}

function lay() {
    if (picture === null) return;
    const { scale, x, y } = present();
    sheet.style.width = `${size.width * scale}px`;
    sheet.style.height = `${size.height * scale}px`;
    sheet.style.transform = `translate(${x}px, ${y}px)`;
    element("scale").textContent = `${Math.round(scale * 100)}%`;
}

function place(next) {
    if (picture === null) return;
    placement = next && inSight(next);
    keep("placement", placement);
    lay();
}

function zoomBy(factor, at = { x: stage.clientWidth / 2, y: stage.clientHeight / 2 }) {
    const { scale, x, y } = present();
    const next = clamp(scale * factor, SMALLEST, LARGEST);
    const real = next / scale;
    place({ scale: next, x: at.x - (at.x - x) * real, y: at.y - (at.y - y) * real });
}

function moveBy(right, down) {
    const { scale, x, y } = present();
    place({ scale, x: x + right, y: y + down });
}

/** A point of the window as a point of the stage. */
function onStage({ clientX, clientY }) {
    const box = stage.getBoundingClientRect();
    return { x: clientX - box.left, y: clientY - box.top };
}

let top = stage.getBoundingClientRect().top;

new ResizeObserver(() => {
    // When messages come or go above it, the picture stays where it is on the screen.
    const now = stage.getBoundingClientRect().top;
    if (placement && now !== top) place({ ...placement, y: placement.y + top - now });
    top = now;
    lay();
}).observe(stage);

// ---- mouse and touch ----

stage.addEventListener(
    "wheel",
    (event) => {
        event.preventDefault();
        // Some count lines or pages, not pixels.
        const unit = [1, 16, stage.clientHeight][event.deltaMode] ?? 1;
        if (event.ctrlKey || event.metaKey) {
            // A mouse turns in jumps, a touchpad in trickles.
            zoomBy(2 ** (-clamp(event.deltaY * unit, -50, 50) / 150), onStage(event));
        } else if (event.shiftKey) {
            moveBy(-(event.deltaX + event.deltaY) * unit, 0);
        } else {
            moveBy(-event.deltaX * unit, -event.deltaY * unit);
        }
    },
    { passive: false },
);

/** The pointers that are down, by their ids, each where it was last. */
const pointers = new Map();
let isDrag = false;

function middle() {
    const all = [...pointers.values()];
    const sum = all.reduce((sum, point) => ({ x: sum.x + point.x, y: sum.y + point.y }), { x: 0, y: 0 });
    const at = { x: sum.x / all.length, y: sum.y / all.length };
    return { at, spread: all.length < 2 ? 1 : Math.hypot(all[0].x - all[1].x, all[0].y - all[1].y) };
}

stage.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || pointers.size >= 2) return;
    if (pointers.size === 0) isDrag = false;
    pointers.set(event.pointerId, onStage(event));
});

stage.addEventListener("pointermove", (event) => {
    const last = pointers.get(event.pointerId);
    if (last === undefined) return;
    const now = onStage(event);
    if (!isDrag && pointers.size === 1 && Math.hypot(now.x - last.x, now.y - last.y) < CLICK_LENGTH) return;
    if (!isDrag) stage.classList.add("is-dragged");
    isDrag = true;
    stage.setPointerCapture(event.pointerId);
    const before = middle();
    pointers.set(event.pointerId, now);
    const after = middle();
    moveBy(after.at.x - before.at.x, after.at.y - before.at.y);
    if (pointers.size === 2) zoomBy(after.spread / Math.max(before.spread, 1), after.at);
});

for (const name of ["pointerup", "pointercancel"]) {
    stage.addEventListener(name, (event) => {
        pointers.delete(event.pointerId);
        if (pointers.size === 0) stage.classList.remove("is-dragged");
    });
}

stage.addEventListener("dragstart", (event) => event.preventDefault());

stage.addEventListener("click", (event) => {
    if (isDrag) return event.preventDefault();
    const hit = event.composedPath().find((target) => target instanceof Element && target.matches("g.node"));
    const id = hit?.getAttribute("data-id");
    const isNode = id !== undefined && nodes.some((node) => node.id === id);
    const withKey = event.ctrlKey || event.metaKey || event.shiftKey;
    if (withKey || !isNode) refuse(event);
    // With a key held, a link is followed as in any page.
    if (withKey) return;
    if (isNode) event.preventDefault();
    choose(isNode ? id : null);
});

// The middle button follows links as well.
stage.addEventListener("auxclick", (event) => {
    if (event.button === 1) refuse(event);
});

/** Shows why a clicked link is not followed, if it is not. */
function refuse(event) {
    const link = event.composedPath().find((target) => target instanceof Element && target.matches("a[data-address]"));
    if (link === undefined) return;
    const address = link.getAttribute("data-address");
    mention(`Cannot be opened here: ${address}, relative to ${base(address)}`);
}

// ---- keys ----

const keys = {
    "+": () => zoomBy(ZOOM_STEP),
    "=": () => zoomBy(ZOOM_STEP),
    "-": () => zoomBy(1 / ZOOM_STEP),
    0: () => place(null),
    ArrowLeft: () => moveBy(KEY_STEP, 0),
    ArrowRight: () => moveBy(-KEY_STEP, 0),
    ArrowUp: () => moveBy(0, KEY_STEP),
    ArrowDown: () => moveBy(0, -KEY_STEP),
    "/": () => query.focus(),
    Escape: () => {
        element("save").open = false;
        if (chosen !== null) {
            choose(null);
            stage.focus();
        }
    },
};

window.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    // Elements where keys have their own meaning: fields, and whatever scrolls.
    const isTaken = event.target.matches("input, select, pre, #messages");
    if (isTaken && event.key !== "Escape") return;
    const action = keys[event.key];
    if (action) {
        event.preventDefault();
        action();
    }
});

element("in").addEventListener("click", () => zoomBy(ZOOM_STEP));
element("out").addEventListener("click", () => zoomBy(1 / ZOOM_STEP));
element("fit").addEventListener("click", () => place(null));
document.addEventListener("click", (event) => {
    if (!element("save").contains(event.target) || event.target.matches("a")) element("save").open = false;
    if (!element("search").contains(event.target)) close();
});

// ---- nodes ----

function figure(id) {
    return picture?.querySelector(`g.node[data-id="${CSS.escape(id)}"]`) ?? null;
}

/** Shows the details of a node, or of none. */
function choose(id) {
    chosen = id;
    describe();
}

function describe() {
    const node = nodes.find((node) => node.id === chosen);
    shadow.querySelector(".mark")?.remove();
    panel.hidden = node === undefined;
    document.body.classList.toggle("has-node", node !== undefined);
    if (node === undefined) {
        chosen = null;
        return;
    }
    mark(node.id);
    const { file, line, column, text } = node.place;
    element("node-label").textContent = node.label;
    element("node-groups").textContent = node.groups.join(" › ");
    element("node-groups").hidden = node.groups.length === 0;
    const facts = [
        ["Name", node.name],
        ["Code", node.code],
        ["Level", node.level],
        ["Link", node.url && link(node.url)],
        ["Place", `${file}:${line}:${column}`],
    ];
    const rows = facts.filter(([, value]) => value).flatMap(([name, value]) => {
        const [term, description] = [document.createElement("dt"), document.createElement("dd")];
        term.append(name);
        description.append(value);
        return [term, description];
    });
    element("node-facts").replaceChildren(...rows);
    element("node-line").textContent = text;
    element("copy").textContent = "Copy location";
}

function link(address) {
    if (!isOutside(address)) {
        const words = document.createElement("span");
        const note = Object.assign(document.createElement("small"), { textContent: `Cannot be opened here: relative to ${base(address)}` });
        words.append(address, note);
        return words;
    }
    const link = document.createElement("a");
    link.href = address;
    link.target = "_blank";
    link.rel = "noopener noreferrer";
    link.textContent = address;
    return link;
}

function mark(id) {
    const marked = figure(id);
    if (marked === null) return;
    const box = marked.getBBox();
    const frame = document.createElementNS(SVG, "rect");
    frame.classList.add("mark");
    frame.classList.toggle("is-dark", theme() === "dark");
    const room = 5;
    for (const [name, value] of Object.entries({
        x: box.x - room,
        y: box.y - room,
        width: box.width + 2 * room,
        height: box.height + 2 * room,
        rx: 8,
    })) {
        frame.setAttribute(name, value);
    }
    marked.parentNode.append(frame);
}

/** Moves a node to where it can be seen and read. */
function goTo(id) {
    const target = figure(id);
    if (target === null) return;
    zoomBy(Math.max(1, 0.8 / present().scale));
    const [box, around] = [target.getBoundingClientRect(), stage.getBoundingClientRect()];
    // The panel covers the right side of a wide page, and the lower half of a narrow one.
    const isWide = around.width > 640;
    const aim = { x: (around.width - (isWide ? 330 : 0)) / 2, y: around.height * (isWide ? 0.5 : 0.2) };
    moveBy(aim.x - (box.left + box.width / 2 - around.left), aim.y - (box.top + box.height / 2 - around.top));
}

element("close").addEventListener("click", () => keys.Escape());
element("copy").addEventListener("click", async () => {
    const node = nodes.find((node) => node.id === chosen);
    const words = `${node.place.file}:${node.place.line}:${node.place.column}`;
    try {
        await navigator.clipboard.writeText(words);
        element("copy").textContent = "Copied";
    } catch {
        element("copy").textContent = words;
    }
});

// ---- searching ----

/** Which of those found is meant. */
let current = 0;

function search() {
    const words = query.value.toLowerCase().split(/\s+/).filter(Boolean);
    const ranked = nodes
        .map((node) => {
            const text = [node.label, node.name, node.code ?? "", ...node.groups].join("\n").toLowerCase();
            const isFirst = [node.label, node.name, node.code ?? ""].some((said) => said.toLowerCase().startsWith(words[0] ?? ""));
            return { node, isFound: words.every((word) => text.includes(word)), rank: isFirst ? 0 : 1 };
        })
        .filter(({ isFound }) => isFound)
        .sort((one, other) => one.rank - other.rank);
    const items = ranked.slice(0, MOST_FOUND).map(({ node }, index) => {
        const item = document.createElement("li");
        item.id = `found-${index}`;
        item.role = "option";
        item.dataset.node = node.id;
        item.append(node.label.replaceAll("\n", " "));
        const more = [node.code, node.groups.join(" › ")].filter(Boolean).join(" · ");
        if (more) item.append(Object.assign(document.createElement("small"), { textContent: more }));
        return item;
    });
    if (items.length === 0) {
        const none = Object.assign(document.createElement("li"), { textContent: "No node contains this" });
        none.role = "presentation";
        items.push(none);
    }
    found.replaceChildren(...items);
    found.hidden = false;
    query.setAttribute("aria-expanded", "true");
    point(0);
}

function point(index) {
    const options = [...found.querySelectorAll("[role=option]")];
    current = options.length === 0 ? 0 : (index + options.length) % options.length;
    for (const [number, option] of options.entries()) option.ariaSelected = String(number === current);
    const meant = options[current];
    if (meant) query.setAttribute("aria-activedescendant", meant.id);
    else query.removeAttribute("aria-activedescendant");
    meant?.scrollIntoView({ block: "nearest" });
}

function close() {
    found.hidden = true;
    query.setAttribute("aria-expanded", "false");
    query.removeAttribute("aria-activedescendant");
}

function take(option) {
    const id = option?.dataset.node;
    if (id === undefined) return;
    close();
    query.value = "";
    choose(id);
    goTo(id);
    panel.focus();
}

query.addEventListener("input", search);
query.addEventListener("focus", search);
query.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        if (found.hidden) search();
        else point(current + (event.key === "ArrowDown" ? 1 : -1));
    } else if (event.key === "Escape" && !found.hidden) {
        event.preventDefault();
        close();
        stage.focus();
    } else if (event.key === "Tab") {
        close();
    }
});
element("search").addEventListener("submit", (event) => {
    event.preventDefault();
    if (!found.hidden) take(found.querySelectorAll("[role=option]")[current]);
});
// The field keeps the focus until something is taken.
found.addEventListener("pointerdown", (event) => event.preventDefault());
found.addEventListener("click", (event) => take(event.target.closest("[role=option]")));

dress();
listen();
