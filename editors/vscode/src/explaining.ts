/** "Explain rule": the documentation of a rule, as presend itself prints it. */

import { execFile } from "node:child_process";
import { promisify } from "node:util";
import * as vscode from "vscode";

import { plain } from "./failure";
import { chosen, found, surroundings, unfound } from "./server";

const run = promisify(execFile);
const SCHEME = "presend";
const PATIENCE = 20_000; // milliseconds
const MOST = 16 * 1024 * 1024; // octets of documentation

interface Rule {
  readonly name: string;
  readonly group: string;
  readonly severity: string;
  readonly default: string;
  readonly summary: string;
}

interface Choice extends vscode.QuickPickItem {
  readonly rule?: string;
}

/** Pages of rules, as read-only documents that the Markdown preview renders. */
export class Explanations implements vscode.TextDocumentContentProvider, vscode.Disposable {
  private readonly pages = new Map<string, string>();
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.changed.event;
  private readonly registered = vscode.workspace.registerTextDocumentContentProvider(SCHEME, this);

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.pages.get(uri.path) ?? "";
  }

  dispose(): void {
    this.registered.dispose();
    this.changed.dispose();
  }

  /** Let the user choose, the rules that found something at the cursor first. */
  async choose(): Promise<void> {
    await this.told(async () => {
      const document = vscode.window.activeTextEditor?.document.uri;
      const rules = JSON.parse(await printed(["--all", "--format", "json"], document)) as Rule[];
      const choice = await vscode.window.showQuickPick<Choice>(choices(rules, atCursor()), {
        title: "presend: Explain rule",
        matchOnDescription: true,
        matchOnDetail: true,
      });
      if (choice?.rule !== undefined) {
        await this.open(choice.rule, document);
      }
    });
  }

  /** Show the page of a rule that found something in a document. */
  async show(rule: string, document: string): Promise<void> {
    await this.told(() => this.open(rule, vscode.Uri.parse(document)));
  }

  private async open(rule: string, document: vscode.Uri | undefined): Promise<void> {
    if (!/^[a-z0-9][a-z0-9-]*$/i.test(rule)) {
      throw new Error(`${rule} is no name of a rule`);
    }
    const uri = vscode.Uri.from({ scheme: SCHEME, path: `/${rule}.md` });
    this.pages.set(uri.path, await printed([rule, "--format", "markdown"], document));
    this.changed.fire(uri);
    await vscode.commands.executeCommand("markdown.showPreview", uri);
  }

  private async told(done: () => Promise<void>): Promise<void> {
    try {
      await done();
    } catch (error) {
      const said = (error as { stderr?: unknown }).stderr;
      const reason = typeof said === "string" && said !== "" ? said : (error as Error).message;
      await vscode.window.showErrorMessage(plain(reason));
    }
  }
}

/** What `presend explain` prints, by the settings that hold for a document. */
async function printed(args: string[], document: vscode.Uri | undefined): Promise<string> {
  const command = await found().catch(async (error: unknown) => {
    throw new Error((await unfound(error)).message);
  });
  const folder = document && vscode.workspace.getWorkspaceFolder(document);
  const around = surroundings();
  const cwd = folder?.uri.scheme === "file" ? folder.uri.fsPath : around.cwd;
  const config = chosen().config;
  const by = config === null ? [] : ["--config", config];
  const { stdout } = await run(command.program, [...command.args, "explain", ...args, ...by], {
    ...around,
    cwd,
    timeout: PATIENCE,
    maxBuffer: MOST,
  });
  return stdout;
}

function atCursor(): Set<string> {
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined) {
    return new Set();
  }
  const found = vscode.languages
    .getDiagnostics(editor.document.uri)
    .filter((each) => each.source === "presend" && each.range.intersection(editor.selection));
  return new Set(
    found.map(({ code }) => String(typeof code === "object" ? code.value : (code ?? ""))),
  );
}

function choices(rules: readonly Rule[], here: ReadonlySet<string>): Choice[] {
  const made = (chosen: readonly Rule[]): Choice[] =>
    chosen.map((rule) => ({
      label: rule.name,
      description: `${rule.group}, ${rule.default === "off" ? "off by default" : rule.severity}`,
      detail: rule.summary,
      rule: rule.name,
    }));
  const at = made(rules.filter((rule) => here.has(rule.name)));
  const others = made(rules.filter((rule) => !here.has(rule.name)));
  const line = (label: string): Choice => ({ label, kind: vscode.QuickPickItemKind.Separator });
  return at.length === 0 ? others : [line("at the cursor"), ...at, line("all"), ...others];
}
