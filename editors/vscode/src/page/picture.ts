/**
 * Makes elements of a picture's text. Although the pictures come from certdot, which lets nothing through that acts,
 * nothing that acts is taken over here either; the page's policy is a third wall.
 */

import type { Size } from "./placement";

/** Elements that run, load or change something, or contain other languages than SVG. */
const REFUSED = "script, foreignObject, iframe, object, embed, audio, video, animate, animateMotion, animateTransform, set";
const XLINK = "http://www.w3.org/1999/xlink";

/** Null if the text is not an SVG. */
export function parse(text: string): SVGSVGElement | null {
    const parsed = new DOMParser().parseFromString(text, "image/svg+xml");
    if (parsed.querySelector("parsererror") || parsed.documentElement.localName !== "svg") return null;
    for (const element of parsed.querySelectorAll(REFUSED)) element.remove();
    for (const element of parsed.querySelectorAll("*")) {
        for (const attribute of [...element.attributes]) {
            if (attribute.name.toLowerCase().startsWith("on")) element.removeAttributeNode(attribute);
        }
        disarm(element);
    }
    return document.importNode(parsed.documentElement as unknown as SVGSVGElement, true);
}

/** A link keeps its address where only this page finds it; nothing else may refer to more than the picture. */
function disarm(element: Element): void {
    const address = element.getAttributeNS(XLINK, "href") ?? element.getAttribute("href");
    if (address === null) return;
    if (element.localName !== "a" && /^(?:#|data:image\/)/i.test(address)) return;
    element.removeAttributeNS(XLINK, "href");
    element.removeAttribute("href");
    if (element.localName === "a") {
        element.setAttribute("data-address", address);
        element.setAttribute("role", "link");
        element.setAttribute("tabindex", "0");
    }
}

/** A picture's own size in CSS pixels, from its box in points. */
export function size(picture: SVGSVGElement): Size {
    const [, , width = 0, height = 0] = (picture.getAttribute("viewBox") ?? "").split(/[\s,]+/).map(Number);
    const pixels = 96 / 72;
    return width > 0 && height > 0 ? { width: width * pixels, height: height * pixels } : { width: 300, height: 150 };
}
