/** The language server as a process: found, started, told of settings, stopped. */

import { type ChildProcess, spawn } from "node:child_process";
import * as os from "node:os";
import * as vscode from "vscode";
import {
  CloseAction,
  DiagnosticPullMode,
  DidChangeConfigurationNotification,
  ErrorAction,
  LanguageClient,
  State,
} from "vscode-languageclient/node";

import { SELECTOR } from "./documents";
import { type Command, NotFound, find } from "./executable";
import { type Failure, ended, notInstalled, plain } from "./failure";
import * as python from "./python";
import { type Options, options } from "./settings";

const KEPT = 8192; // code units of the server's standard error, for the reason why it ended
const GRACE = 3000; // milliseconds in which a server that was told to leave leaves

export type Status =
  | { readonly is: "starting" | "stopped" }
  | { readonly is: "running"; readonly version: string; readonly command: Command }
  | { readonly is: "failed"; readonly failure: Failure };

/** One server for the window; `showExplanation` is what "Explain" among the quick fixes does. */
export class Server implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<Status>();
  readonly onDidChangeStatus = this.changed.event;
  private client: Client | undefined;
  private turn: Promise<void> = Promise.resolve();
  private wanted = false;
  private watchingPython: vscode.Disposable | undefined;

  constructor(
    private readonly output: vscode.LogOutputChannel,
    private readonly showExplanation: (rule: string, document: string) => Promise<void>,
  ) {}

  /** Start, unless that has been asked before. */
  async start(): Promise<void> {
    if (!this.wanted) {
      await this.restart();
    }
  }

  /** Stop and look again for what to start. Calls wait for each other. */
  async restart(): Promise<void> {
    this.wanted = true;
    this.turn = this.turn.then(async () => {
      await this.end();
      await this.begin();
    });
    await this.turn;
  }

  /** Restart what has been started: something that decides which presend it is has changed. */
  async reconsider(): Promise<void> {
    if (this.wanted) {
      await this.restart();
    }
  }

  async stop(): Promise<void> {
    this.wanted = false;
    this.turn = this.turn.then(() => this.end());
    await this.turn;
  }

  dispose(): void {
    this.watchingPython?.dispose();
    this.changed.dispose();
  }

  /** Hand on the settings that the server takes while it runs. */
  async configure(): Promise<void> {
    if (this.client?.state === State.Running) {
      const settings = { presend: chosen() };
      await this.client.sendNotification(DidChangeConfigurationNotification.type, { settings });
    }
  }

  private async begin(): Promise<void> {
    this.changed.fire({ is: "starting" });
    let command: Command;
    try {
      command = await found();
    } catch (error) {
      this.changed.fire({ is: "failed", failure: await unfound(error) });
      return;
    } finally {
      this.watchingPython ??= python.onDidChange(() => void this.reconsider());
    }
    this.output.info(`${[command.program, ...command.args].join(" ")} (${command.origin})`);
    const client = new Client(command, this.output, this.showExplanation);
    this.client = client;
    try {
      await client.start();
    } catch (error) {
      this.client = undefined;
      this.changed.fire({ is: "failed", failure: client.failure(error) });
      return;
    }
    client.starting = false;
    const version = client.initializeResult?.serverInfo?.version ?? "";
    this.changed.fire({ is: "running", version, command });
    client.onDidChangeState(({ newState }) => {
      if (this.client !== client) {
        return;
      }
      if (newState === State.Running) {
        this.changed.fire({ is: "running", version, command });
      } else if (newState === State.Stopped || newState === State.StartFailed) {
        this.changed.fire({ is: "failed", failure: { message: "presend has stopped" } });
      }
    });
  }

  private async end(): Promise<void> {
    const client = this.client;
    this.client = undefined;
    if (client !== undefined) {
      await client.leave();
      this.changed.fire({ is: "stopped" });
    }
  }
}

/** The presend that holds for this window. Throws NotFound. */
export async function found(): Promise<Command> {
  const folders = localFolders();
  return find({
    path: vscode.workspace.getConfiguration("presend").get("path"),
    folders: folders.map((folder) => folder.uri.fsPath),
    trusted: vscode.workspace.isTrusted,
    interpreter: await python.interpreter(folders[0]?.uri),
    env: process.env,
    home: os.homedir(),
    platform: process.platform,
  });
}

/** What to tell of an error of `found`. */
export async function unfound(error: unknown): Promise<Failure> {
  if (!(error instanceof NotFound)) {
    return { message: `presend cannot be found: ${plain(String(error))}` };
  }
  if (error.misnamed) {
    return { message: plain(error.message) };
  }
  const trusted = vscode.workspace.isTrusted;
  return notInstalled(
    trusted,
    trusted ? await python.interpreter(localFolders()[0]?.uri) : undefined,
  );
}

/** How processes of presend are started: nothing of the workspace is imported as Python. */
export function surroundings(): { cwd: string; env: NodeJS.ProcessEnv; windowsHide: true } {
  return {
    cwd: localFolders()[0]?.uri.fsPath ?? os.homedir(),
    env: { ...process.env, PYTHONSAFEPATH: "1", PYTHONUTF8: "1" },
    windowsHide: true,
  };
}

/** What VS Code's settings say to the server. */
export function chosen(): Options {
  const settings = vscode.workspace.getConfiguration("presend");
  const folder = localFolders()[0]?.uri.fsPath;
  return options((name) => settings.get(name), folder, os.homedir());
}

function localFolders(): vscode.WorkspaceFolder[] {
  return (vscode.workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === "file");
}

/** A client that leaves it to its owner to tell why the server has not started. */
class Client extends LanguageClient {
  starting = true;
  private process: ChildProcess | undefined;
  private said = "";

  constructor(
    private readonly command: Command,
    output: vscode.LogOutputChannel,
    explain: (rule: string, document: string) => Promise<void>,
  ) {
    super("presend", "presend", () => this.spawned(), {
      documentSelector: SELECTOR.map((filter) => ({ ...filter })),
      outputChannel: output,
      initializationOptions: chosen,
      initializationFailedHandler: () => false,
      diagnosticPullOptions: {
        onChange: true,
        onSave: true,
        filter: (_, mode) => mode === DiagnosticPullMode.onType && chosen().run === "onSave",
      },
      errorHandler: {
        error: () => ({ action: ErrorAction.Continue }),
        closed: () =>
          this.starting
            ? { action: CloseAction.DoNotRestart, handled: true }
            : this.afterCrash.closed(),
      },
      middleware: {
        executeCommand: async (command, args: unknown[], next) => {
          const [rule, document] = args;
          return command === "presend.explain" && typeof rule === "string"
            ? explain(rule, String(document))
            : next(command, args);
        },
      },
    });
  }

  private readonly afterCrash = this.createDefaultErrorHandler();

  override error(message: string, data?: unknown, show?: boolean | "force"): void {
    super.error(message, data, this.starting ? false : show);
  }

  /** Why it has not started. */
  failure(error: unknown): Failure {
    const ran = this.process?.pid !== undefined;
    return ended(this.command, this.said || plain(String(error)), ran ? this.exit() : null);
  }

  /** Stop the server, by force if it does not listen. */
  async leave(): Promise<void> {
    const left = this.process;
    try {
      await this.dispose(GRACE);
    } catch {
      // it had not started, or has ended
    }
    if (left?.pid !== undefined && left.exitCode === null && left.signalCode === null) {
      const kill = setTimeout(() => left.kill("SIGKILL"), GRACE);
      left.once("exit", () => clearTimeout(kill));
    }
  }

  private exit(): number | null {
    return this.process?.exitCode ?? null;
  }

  private async spawned(): Promise<ChildProcess> {
    const { program, args } = this.command;
    const made = spawn(program, [...args, "lsp"], { ...surroundings(), stdio: "pipe" });
    this.process = made;
    this.said = "";
    made.stderr.setEncoding("utf8").on("data", (piece: string) => {
      this.said = (this.said + piece).slice(-KEPT);
    });
    made.stdin.on("error", () => {}); // the exit tells why
    await new Promise<void>((resolve, reject) => {
      made.once("spawn", resolve);
      made.once("error", reject);
    });
    made.on("error", (error) => this.outputChannel.error(String(error)));
    return made;
  }
}
