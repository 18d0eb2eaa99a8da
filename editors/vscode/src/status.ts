/** The state of the program in the editor's language status, the braces at the lower right. */

import * as vscode from "vscode";

export class Status implements vscode.Disposable {
    private readonly item = vscode.languages.createLanguageStatusItem("certdot.server", { language: "certdot" });

    constructor() {
        this.item.name = "certdot";
        this.item.command = { command: "certdot.restartServer", title: "Restart" };
    }

    starting(): void {
        this.say("certdot is starting", vscode.LanguageStatusSeverity.Information, true);
    }

    running(version: string | null): void {
        this.say(version === null ? "certdot" : `certdot ${version}`, vscode.LanguageStatusSeverity.Information, false);
    }

    stopped(why: string): void {
        this.say(why, vscode.LanguageStatusSeverity.Error, false);
    }

    dispose(): void {
        this.item.dispose();
    }

    private say(text: string, severity: vscode.LanguageStatusSeverity, busy: boolean): void {
        this.item.text = text;
        this.item.severity = severity;
        this.item.busy = busy;
    }
}
