/**
 * The path of the program that a setting names.
 *
 * It is looked for here, and not left to the system, because some systems look in the folder that they start a program
 * in before they look anywhere else: a workspace that contains a `certdot.exe` would have it run.
 */

import * as path from "node:path";

/** What the search needs to know of the machine. */
export interface Machine {
    readonly platform: NodeJS.Platform;
    /** The value of `PATH`. */
    readonly searchPath: string;
    readonly home: string;
    /** Whether there is a file at an absolute path that may be run. */
    isProgram(file: string): boolean;
}

/**
 * The absolute path of the program, or null if there is none. A bare name is looked for on the `PATH`, a path with `~/`
 * in the home folder, any other relative path in the workspace's folder.
 */
export function locate(setting: string, workspace: string | null, machine: Machine): string | null {
    const flavour = machine.platform === "win32" ? path.win32 : path.posix;
    const name = setting.trim() || "certdot";
    const inHome = /^~[\\/]/.test(name) ? flavour.join(machine.home, name.slice(2)) : name;
    const folders = flavour.isAbsolute(inHome)
        ? [""]
        : inHome.includes("/") || inHome.includes(flavour.sep)
          ? [workspace ?? ""]
          : machine.searchPath.split(flavour.delimiter);
    const endings = machine.platform === "win32" && flavour.extname(inHome) === "" ? [".exe"] : [""];
    for (const folder of folders) {
        for (const ending of endings) {
            const file = flavour.join(folder, inHome) + ending;
            // A relative folder on the `PATH` would be one of the workspace.
            if (flavour.isAbsolute(file) && machine.isProgram(file)) return file;
        }
    }
    return null;
}
