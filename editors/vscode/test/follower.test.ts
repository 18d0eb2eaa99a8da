import assert from "node:assert/strict";
import { test } from "node:test";

import { Follower, PAUSE_IN_MILLISECONDS, type Subject } from "../src/preview/follower";
import type { Answer, View } from "../src/preview/protocol";

/** A follower whose questions are answered, and whose time passes, as the test says. */
class Bench {
    readonly questions: { subject: Subject; signal: AbortSignal; settle: (answer: Answer | Error) => Promise<void> }[] =
        [];
    readonly views: View[] = [];
    private now = 0;
    private timers: { at: number; action: () => void }[] = [];

    readonly follower = new Follower({
        ask: (subject, signal) =>
            new Promise((resolve, reject) => {
                const settle = async (answer: Answer | Error): Promise<void> => {
                    if (answer instanceof Error) reject(answer);
                    else resolve(answer);
                    await new Promise(setImmediate);
                };
                this.questions.push({ subject, signal, settle });
            }),
        show: (view) => this.views.push(view),
        later: (milliseconds, action) => {
            const timer = { at: this.now + milliseconds, action };
            this.timers.push(timer);
            return () => (this.timers = this.timers.filter((other) => other !== timer));
        },
    });

    pass(milliseconds: number): void {
        this.now += milliseconds;
        const due = this.timers.filter((timer) => timer.at <= this.now);
        this.timers = this.timers.filter((timer) => timer.at > this.now);
        for (const timer of due) timer.action();
    }

    /** Answers the last question. */
    settle(answer: Answer | Error): Promise<void> {
        return this.questions.at(-1)?.settle(answer) ?? assert.fail("nothing was asked");
    }
}

const A: Subject = { uri: "file:///a.cert", dark: false };
const B: Subject = { uri: "file:///b.cert", dark: false };

function picture(svg: string): Answer {
    return { svg, version: 1, errors: 0, message: null };
}

function mistakes(errors: number, message: string | null = null): Answer {
    return { svg: null, version: 1, errors, message };
}

function failure(code: number): Error {
    return Object.assign(new Error("failed"), { code });
}

test("the first question is asked at once, and once", () => {
    const { follower, questions } = new Bench();
    follower.follow(A);
    follower.follow({ ...A });
    assert.deepEqual(
        questions.map(({ subject }) => subject),
        [A],
    );
});

test("changes are asked about after a pause, all together", async () => {
    const bench = new Bench();
    bench.follower.follow(A);
    await bench.settle(picture("1"));
    bench.follower.changed();
    bench.pass(PAUSE_IN_MILLISECONDS - 1);
    bench.follower.changed();
    bench.pass(PAUSE_IN_MILLISECONDS - 1);
    assert.equal(bench.questions.length, 1);
    bench.pass(1);
    assert.equal(bench.questions.length, 2);
});

test("there is one question at a time, and what is overtaken is told so", async () => {
    const bench = new Bench();
    bench.follower.follow(A);
    for (let round = 0; round < 3; round += 1) {
        bench.follower.changed();
        bench.pass(PAUSE_IN_MILLISECONDS);
    }
    assert.equal(bench.questions.length, 1);
    assert(bench.questions[0]?.signal.aborted);
    await bench.settle(failure(-32800));
    assert.equal(bench.questions.length, 2);
    assert(!bench.questions[1]?.signal.aborted);
    assert.deepEqual(bench.views, []);
});

test("an answer in spite of being overtaken is shown, if it is about the same document", async () => {
    const bench = new Bench();
    bench.follower.follow(A);
    bench.follower.again();
    await bench.settle(picture("1"));
    assert.deepEqual(bench.views, [{ uri: A.uri, picture: "1", note: null }]);

    bench.follower.follow(B);
    await bench.settle(picture("2"));
    assert.equal(bench.views.length, 1);
    assert.deepEqual(bench.questions.at(-1)?.subject, B);
    await bench.settle(picture("3"));
    assert.deepEqual(bench.views.at(-1), { uri: B.uri, picture: "3", note: null });
});

test("mistakes keep the last picture of the same document", async () => {
    const bench = new Bench();
    bench.follower.follow(A);
    await bench.settle(picture("1"));
    bench.follower.again();
    await bench.settle(mistakes(2, "2 errors"));
    assert.deepEqual(bench.views.at(-1), { uri: A.uri, picture: "1", note: "2 errors" });
    bench.follower.again();
    await bench.settle(mistakes(0, "the layout took too long"));
    assert.deepEqual(bench.views.at(-1), { uri: A.uri, picture: "1", note: "The layout took too long" });
    bench.follower.follow(B);
    await bench.settle(mistakes(1));
    assert.deepEqual(bench.views.at(-1), { uri: B.uri, picture: null, note: "1 error" });
});

test("another colour is another question", async () => {
    const bench = new Bench();
    bench.follower.follow(A);
    await bench.settle(picture("1"));
    bench.follower.follow({ ...A, dark: true });
    assert.equal(bench.questions.at(-1)?.subject.dark, true);
});

test("a failure is told, and what has changed meanwhile is asked about again", async () => {
    const bench = new Bench();
    bench.follower.follow(A);
    await bench.settle(picture("1"));
    bench.follower.again();
    await bench.settle(failure(-32601));
    assert.match(bench.views.at(-1)?.note ?? "", /too old/);
    assert.equal(bench.views.at(-1)?.picture, "1");

    const count = bench.views.length;
    bench.follower.again();
    await bench.settle(failure(-32801));
    assert.equal(bench.views.length, count);
    bench.pass(PAUSE_IN_MILLISECONDS);
    await bench.settle(picture("2"));
    assert.deepEqual(bench.views.at(-1), { uri: A.uri, picture: "2", note: null });
});

test("nothing is asked while nobody looks", async () => {
    const bench = new Bench();
    bench.follower.follow(A);
    await bench.settle(picture("1"));
    bench.follower.setVisible(false);
    bench.follower.changed();
    bench.pass(PAUSE_IN_MILLISECONDS);
    bench.follower.follow(B);
    assert.equal(bench.questions.length, 1);
    bench.follower.setVisible(true);
    assert.equal(bench.questions.length, 2);
    await bench.settle(picture("2"));
    bench.follower.setVisible(true);
    assert.equal(bench.questions.length, 2);
});

test("after the end nothing happens", async () => {
    const bench = new Bench();
    bench.follower.follow(A);
    bench.follower.changed();
    bench.follower.end();
    bench.pass(PAUSE_IN_MILLISECONDS);
    bench.follower.follow(B);
    assert.equal(bench.questions.length, 1);
    assert(bench.questions[0]?.signal.aborted);
    await bench.settle(picture("1"));
    assert.deepEqual(bench.views, []);
});
