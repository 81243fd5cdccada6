/** Where presend may be in, the command that runs it out. */

import { execFile } from "node:child_process";
import { constants, promises as fs } from "node:fs";
import * as path from "node:path";

import { absolute, expanded } from "./settings";

export interface Surroundings {
  /** The setting `presend.path`; "" for none. */
  readonly path: unknown;
  /** The folders of the workspace. */
  readonly folders: readonly string[];
  /** Whether what the folders hold may be run. */
  readonly trusted: boolean;
  /** The Python that the Python extension has chosen. */
  readonly interpreter: string | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
  readonly platform: NodeJS.Platform;
}

/** A program and its first arguments; `origin` is who named it, `python` who installs into it. */
export interface Command {
  readonly program: string;
  readonly args: readonly string[];
  readonly origin: string;
  readonly python: string | undefined;
}

/** Nothing to run: why, and whether `presend.path` is to blame. */
export class NotFound extends Error {
  constructor(
    message: string,
    readonly misnamed: boolean,
  ) {
    super(message);
  }
}

const PATIENCE = 15_000; // milliseconds for `presend --version`, which takes 50
const ENVIRONMENTS = [".venv", "venv"];

/**
 * The first presend of: the setting, the chosen interpreter, a virtual environment in a workspace
 * folder, PATH. Nothing inside a folder that is not trusted is run. Throws NotFound.
 */
export async function find(where: Surroundings): Promise<Command> {
  const named = await fromSetting(where);
  if (named !== undefined) {
    return named;
  }
  if (where.interpreter !== undefined && allowed(where.interpreter, where)) {
    const found = await fromInterpreter(where.interpreter);
    if (found !== undefined) {
      return found;
    }
  }
  if (where.trusted) {
    for (const environment of environments(where)) {
      const found = await inFolder(path.join(environment, scripts(where)), where, environment);
      if (found !== undefined) {
        return found;
      }
    }
  }
  for (const folder of searched(where)) {
    const found = await inFolder(folder, where, "PATH");
    if (found !== undefined) {
      return found;
    }
  }
  throw new NotFound("presend is not installed where VS Code looks for it", false);
}

/** The environments that may be in the workspace, whether they are there or not. */
function environments(where: Surroundings): string[] {
  return where.folders.flatMap((folder) => ENVIRONMENTS.map((name) => path.join(folder, name)));
}

async function fromSetting(where: Surroundings): Promise<Command | undefined> {
  const folder = where.folders[0];
  const given = expanded(where.path, folder, where.home);
  if (given === "") {
    return undefined;
  }
  const program = absolute(given, folder);
  if (!allowed(program, where)) {
    const said = `presend.path names ${program}, inside a workspace that is not trusted`;
    throw new NotFound(said, true);
  }
  if (!(await runs(program))) {
    throw new NotFound(`presend.path names ${program}, which is no program`, true);
  }
  return {
    program,
    args: [],
    origin: "the setting presend.path",
    python: await beside(program, where),
  };
}

async function fromInterpreter(interpreter: string): Promise<Command | undefined> {
  // -P: a folder `presend` in the working folder is not the package.
  const args = ["-P", "-m", "presend"];
  const fine = await new Promise<boolean>((resolve) => {
    execFile(
      interpreter,
      [...args, "--version"],
      { timeout: PATIENCE, windowsHide: true },
      (error, stdout) => resolve(error === null && stdout.startsWith("presend ")),
    );
  });
  const origin = "the interpreter of the Python extension";
  return fine ? { program: interpreter, args, origin, python: interpreter } : undefined;
}

async function inFolder(
  folder: string,
  where: Surroundings,
  origin: string,
): Promise<Command | undefined> {
  const program = path.join(folder, where.platform === "win32" ? "presend.exe" : "presend");
  return (await runs(program))
    ? { program, args: [], origin, python: await beside(program, where) }
    : undefined;
}

/** The Python of the environment whose script a program is. */
async function beside(program: string, where: Surroundings): Promise<string | undefined> {
  const windows = where.platform === "win32";
  const folder = path.dirname(program);
  const likely = [path.join(folder, windows ? "python.exe" : "python")];
  if (windows) {
    likely.push(path.join(folder, "..", "python.exe"));
  }
  for (const python of likely) {
    if (await runs(python)) {
      return python;
    }
  }
  return undefined;
}

function scripts(where: Surroundings): string {
  return where.platform === "win32" ? "Scripts" : "bin";
}

/** The folders of PATH that do not depend on where VS Code was started. */
function searched(where: Surroundings): string[] {
  const windows = where.platform === "win32";
  const name = windows
    ? (Object.keys(where.env).find((key) => key.toUpperCase() === "PATH") ?? "PATH")
    : "PATH";
  return (where.env[name] ?? "")
    .split(windows ? ";" : ":")
    .filter((folder) => path.isAbsolute(folder) && allowed(folder, where));
}

function allowed(file: string, where: Surroundings): boolean {
  return where.trusted || !where.folders.some((folder) => inside(file, folder));
}

function inside(file: string, folder: string): boolean {
  const way = path.relative(folder, file);
  return way === "" || (way !== ".." && !way.startsWith(`..${path.sep}`) && !path.isAbsolute(way));
}

async function runs(program: string): Promise<boolean> {
  try {
    await fs.access(program, constants.X_OK);
    return (await fs.stat(program)).isFile();
  } catch {
    return false;
  }
}
