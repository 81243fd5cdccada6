/** Why the server did not start in, what to tell the user out. */

import type { Command } from "./executable";

export interface Failure {
  readonly message: string;
  /** A line for the terminal that mends it. */
  readonly cure?: string;
}

const LONGEST = 300; // code units of a message

export function notInstalled(trusted: boolean, python: string | undefined): Failure {
  const cure = install(python);
  const trust = trusted ? "" : ", or trust this workspace if its own environment has it";
  return {
    message: `presend is not installed where VS Code looks for it. Install it: ${cure}${trust}`,
    cure,
  };
}

/** From what a presend that ended at once wrote to its standard error. */
export function ended(command: Command, stderr: string, code: number | null): Failure {
  const it = `(${command.program})`;
  if (stderr.includes("lsp needs pygls")) {
    const cure = install(command.python);
    const message = `presend is here ${it}, but its language server is not. Install it: ${cure}`;
    return { message, cure };
  }
  if (stderr.includes("unknown command 'lsp'")) {
    const cure = install(command.python, "--upgrade ");
    return { message: `This presend ${it} is too old to serve an editor. Upgrade it: ${cure}`, cure };
  }
  const last = plain(stderr.trimEnd().split("\n").at(-1) ?? "") || `exit code ${code}`;
  return { message: `presend ${it} ${code === null ? "does not start" : "ended at once"}: ${last}` };
}

/** A text of one line that holds nothing but what is read. */
export function plain(text: string): string {
  const line = text.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, " ").trim();
  return line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line;
}

function install(python: string | undefined, how = ""): string {
  const pip = python === undefined ? "pip" : `${quoted(python)} -m pip`;
  const wanted = process.platform === "win32" ? '"presend[lsp]"' : "'presend[lsp]'";
  return `${pip} install ${how}${wanted}`;
}

function quoted(file: string): string {
  if (/^[\w./\\:@+-]+$/.test(file)) {
    return file;
  }
  return process.platform === "win32" ? `& "${file}"` : `'${file.replaceAll("'", "'\\''")}'`;
}
