/** The position and size of a picture on the stage. All lengths are in CSS pixels. */

export interface Size {
    readonly width: number;
    readonly height: number;
}

export interface Point {
    readonly x: number;
    readonly y: number;
}

/** The picture's upper left corner on the stage, and how many times its own size it has. */
export interface Placement extends Point {
    readonly scale: number;
}

const SMALLEST = 0.05;
const LARGEST = 20;
const MARGIN = 16;
/** How much of a picture cannot be moved off the stage. */
const REMAINDER = 48;

/** All of it, in the middle; a small one is not blown up. */
export function fit(picture: Size, stage: Size): Placement {
    const room = { width: stage.width - 2 * MARGIN, height: stage.height - 2 * MARGIN };
    const scale = clamp(Math.min(room.width / picture.width, room.height / picture.height, 1), SMALLEST, LARGEST);
    return {
        scale,
        x: (stage.width - picture.width * scale) / 2,
        y: (stage.height - picture.height * scale) / 2,
    };
}

/** Larger or smaller, around a fixed point. */
export function zoom(placement: Placement, factor: number, at: Point): Placement {
    const scale = clamp(placement.scale * factor, SMALLEST, LARGEST);
    const real = scale / placement.scale;
    return { scale, x: at.x - (at.x - placement.x) * real, y: at.y - (at.y - placement.y) * real };
}

export function move(placement: Placement, by: Point): Placement {
    return { ...placement, x: placement.x + by.x, y: placement.y + by.y };
}

/** The nearest placement that leaves a part of the picture in sight. */
export function inSight(placement: Placement, picture: Size, stage: Size): Placement {
    const width = picture.width * placement.scale;
    const height = picture.height * placement.scale;
    return {
        scale: placement.scale,
        x: clamp(placement.x, Math.min(REMAINDER, width) - width, stage.width - Math.min(REMAINDER, width)),
        y: clamp(placement.y, Math.min(REMAINDER, height) - height, stage.height - Math.min(REMAINDER, height)),
    };
}

/** What one turn of a wheel zooms by. A mouse turns in jumps, a touchpad in trickles. */
export function wheelFactor(deltaY: number): number {
    return 2 ** (-clamp(deltaY, -50, 50) / 150);
}

function clamp(value: number, least: number, most: number): number {
    return Math.max(least, Math.min(most, value));
}
