/**
 * The interpreter that the Python extension has chosen, where that extension is there.
 *
 * Its API is used by shape, not by import: presend needs no Python extension.
 */

import * as vscode from "vscode";

interface Environments {
  getActiveEnvironmentPath(resource?: vscode.Uri): { path: string };
  resolveEnvironment(at: {
    path: string;
  }): Promise<{ executable?: { uri?: vscode.Uri | undefined } } | undefined>;
  onDidChangeActiveEnvironmentPath: vscode.Event<unknown>;
}

const NOTHING = new vscode.Disposable(() => {});
const PATIENCE = 5000; // milliseconds; a later answer comes as a change

/** Undefined where there is no such extension, or it does not answer in time. */
export async function interpreter(folder: vscode.Uri | undefined): Promise<string | undefined> {
  try {
    return await Promise.race([asked(folder), late()]);
  } catch {
    return undefined;
  }
}

/** Calls back when another interpreter is chosen, from the time on that the extension is active. */
export function onDidChange(changed: () => void): vscode.Disposable {
  try {
    const known = extension()?.isActive ? environments() : undefined;
    return known?.onDidChangeActiveEnvironmentPath(changed) ?? NOTHING;
  } catch {
    return NOTHING;
  }
}

async function asked(folder: vscode.Uri | undefined): Promise<string | undefined> {
  await extension()?.activate();
  const known = environments();
  const chosen = known?.getActiveEnvironmentPath(folder);
  if (known === undefined || chosen === undefined) {
    return undefined;
  }
  return (await known.resolveEnvironment(chosen))?.executable?.uri?.fsPath;
}

function extension(): vscode.Extension<unknown> | undefined {
  return vscode.extensions.getExtension("ms-python.python");
}

function environments(): Environments | undefined {
  const api = extension()?.exports as { environments?: Environments } | undefined;
  return api?.environments;
}

function late(): Promise<undefined> {
  return new Promise((resolve) => setTimeout(() => resolve(undefined), PATIENCE));
}
