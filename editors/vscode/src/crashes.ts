/** How often a program may end by itself and be started again: four times in three minutes. */

const MOST = 4;
const SPAN_IN_MILLISECONDS = 3 * 60 * 1000;

export class Crashes {
    private times: number[] = [];

    /** Notes one at a time in milliseconds. Whether it is worth starting the program again. */
    note(now: number): boolean {
        this.times = this.times.filter((time) => now - time < SPAN_IN_MILLISECONDS);
        this.times.push(now);
        return this.times.length <= MOST;
    }
}
