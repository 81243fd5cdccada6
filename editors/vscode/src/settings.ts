/** The values of VS Code's settings in, the options that `presend lsp` takes out. */

import * as path from "node:path";

/** What `presend lsp` takes as initialization options, and as changed settings. */
export interface Options {
  readonly config: string | null;
  readonly select: readonly string[];
  readonly ignore: readonly string[];
  readonly run: "onType" | "onSave";
}

/** A setting by its name without "presend."; of any type, since VS Code checks none. */
export type Values = (name: string) => unknown;

/** `folder` is the first workspace folder, to which a relative path belongs. */
export function options(values: Values, folder: string | undefined, home: string): Options {
  const config = expanded(values("config"), folder, home);
  return {
    config: config === "" ? null : absolute(config, folder),
    select: names(values("select")),
    ignore: names(values("ignore")),
    run: values("run") === "onSave" ? "onSave" : "onType",
  };
}

/** A path with `~` and `${workspaceFolder}` or `${userHome}` filled in; "" for none. */
export function expanded(value: unknown, folder: string | undefined, home: string): string {
  if (typeof value !== "string") {
    return "";
  }
  return value
    .trim()
    .replace(/^~(?=$|[/\\])/, () => home)
    .replaceAll("${userHome}", () => home)
    .replaceAll("${workspaceFolder}", () => folder ?? "");
}

export function absolute(file: string, folder: string | undefined): string {
  return folder === undefined ? file : path.resolve(folder, file);
}

function names(value: unknown): string[] {
  const given: unknown[] =
    typeof value === "string" ? value.split(",") : Array.isArray(value) ? value : [];
  return given
    .filter((name) => typeof name === "string")
    .map((name) => name.trim())
    .filter((name) => name !== "");
}
