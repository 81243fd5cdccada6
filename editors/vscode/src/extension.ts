/** The extension: what starts the server, what restarts it, and what the user sees of it. */

import * as vscode from "vscode";

import { SELECTOR } from "./documents";
import { Explanations } from "./explaining";
import type { Failure } from "./failure";
import { Server, type Status } from "./server";

const TOLD = ["config", "select", "ignore", "run"].map((name) => `presend.${name}`);
let server: Server | undefined;

export function activate(context: vscode.ExtensionContext): void {
  const output = vscode.window.createOutputChannel("presend", { log: true });
  const explanations = new Explanations();
  const made = new Server(output, (rule, document) => explanations.show(rule, document));
  server = made;
  const status = vscode.languages.createLanguageStatusItem("presend", SELECTOR);
  status.name = "presend";
  show(status, { is: "stopped" });

  let last = "";
  const openIfMail = (document: vscode.TextDocument) => {
    if (vscode.languages.match(SELECTOR, document) > 0) {
      void made.start();
    }
  };
  context.subscriptions.push(
    output,
    explanations,
    status,
    made,
    made.onDidChangeStatus((now) => {
      show(status, now);
      if (now.is === "failed") {
        output.error(now.failure.message);
        if (now.failure.message !== last) {
          void tell(now.failure, made, output);
        }
      }
      if (now.is === "failed" || now.is === "running") {
        last = now.is === "failed" ? now.failure.message : "";
      }
    }),
    vscode.commands.registerCommand("presend.restart", async () => {
      last = "";
      await made.restart();
    }),
    vscode.commands.registerCommand("presend.showOutput", () => output.show()),
    vscode.commands.registerCommand("presend.explainRule", () => explanations.choose()),
    vscode.workspace.onDidOpenTextDocument(openIfMail),
    vscode.workspace.onDidGrantWorkspaceTrust(() => made.reconsider()),
    vscode.workspace.onDidChangeConfiguration(async (event) => {
      if (event.affectsConfiguration("presend.path")) {
        await made.reconsider();
      } else if (TOLD.some((name) => event.affectsConfiguration(name))) {
        await made.configure();
      }
    }),
  );
  vscode.workspace.textDocuments.forEach(openIfMail);
}

export async function deactivate(): Promise<void> {
  await server?.stop();
}

function show(item: vscode.LanguageStatusItem, status: Status): void {
  item.busy = status.is === "starting";
  item.severity =
    status.is === "failed"
      ? vscode.LanguageStatusSeverity.Error
      : vscode.LanguageStatusSeverity.Information;
  item.text = status.is === "running" ? `presend ${status.version}` : "presend";
  item.detail =
    status.is === "running"
      ? status.command.program
      : status.is === "failed"
        ? status.failure.message
        : status.is;
  item.command =
    status.is === "failed"
      ? { command: "presend.restart", title: "Restart server" }
      : { command: "presend.showOutput", title: "Show output" };
}

async function tell(
  failure: Failure,
  server: Server,
  output: vscode.LogOutputChannel,
): Promise<void> {
  const copy = failure.cure === undefined ? [] : ["Copy command"];
  const answer = await vscode.window.showErrorMessage(
    failure.message,
    ...copy,
    "Try again",
    "Show output",
  );
  if (answer === "Copy command" && failure.cure !== undefined) {
    await vscode.env.clipboard.writeText(failure.cure);
  } else if (answer === "Try again") {
    await server.restart();
  } else if (answer === "Show output") {
    output.show();
  }
}
