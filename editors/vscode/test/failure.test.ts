import assert from "node:assert/strict";
import { test } from "node:test";

import type { Command } from "../src/executable";
import { ended, notInstalled, plain } from "../src/failure";

const posix = { skip: process.platform === "win32" && "its shell quotes otherwise" };
const command: Command = {
  program: "/v/bin/presend",
  args: [],
  origin: "PATH",
  python: "/v/bin/python",
};

test("the cure installs into the environment that presend was found in", posix, () => {
  const said = ended(command, "presend: lsp needs pygls; pip install 'presend[lsp]'\n", 2);

  assert.deepEqual(said, {
    message:
      "presend is here (/v/bin/presend), but its language server is not." +
      " Install it: /v/bin/python -m pip install 'presend[lsp]'",
    cure: "/v/bin/python -m pip install 'presend[lsp]'",
  });
});

test("a presend that knows no editors is to be upgraded", posix, () => {
  const said = ended(command, "presend: unknown command 'lsp'; did you mean 'check'?\n", 2);

  assert.equal(said.cure, "/v/bin/python -m pip install --upgrade 'presend[lsp]'");
});

test("no presend at all", posix, () => {
  const odd = "/my mails/.venv/bin/python";

  assert.equal(notInstalled(true, undefined).cure, "pip install 'presend[lsp]'");
  assert.equal(notInstalled(true, odd).cure, `'${odd}' -m pip install 'presend[lsp]'`);
  assert.match(notInstalled(false, undefined).message, /or trust this workspace/);
});

test("any other end is told in the last line of what it said", () => {
  assert.equal(
    ended(command, "Traceback\n  …\nImportError: no lxml\n", 1).message,
    "presend (/v/bin/presend) ended at once: ImportError: no lxml",
  );
  assert.equal(
    ended(command, "", 3).message,
    "presend (/v/bin/presend) ended at once: exit code 3",
  );
  assert.equal(
    ended(command, "spawn EACCES", null).message,
    "presend (/v/bin/presend) does not start: spawn EACCES",
  );
});

test("what is told is one line of letters", () => {
  assert.equal(plain("a\u001b[31m\r\nb\u202ec\u2028"), "a [31m b c");
  assert.equal(plain("x".repeat(1000)).length, 301);
});
