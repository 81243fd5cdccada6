import assert from "node:assert/strict";
import { promises as fs } from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { type TestContext, test } from "node:test";

import { NotFound, type Surroundings, find } from "../src/executable";

const windows = process.platform === "win32";
const posix = { skip: windows && "its programs are shell scripts" };

/** A workspace `work`, a home and a folder of programs, all empty; gone after the test. */
async function places(t: TestContext) {
  const root = await fs.realpath(await fs.mkdtemp(path.join(os.tmpdir(), "presend-")));
  t.after(() => fs.rm(root, { recursive: true }));
  const [work, home, bin] = ["work", "home", "bin"].map((name) => path.join(root, name));
  assert(work && home && bin);
  await Promise.all([work, home, bin].map((folder) => fs.mkdir(folder)));
  const where: Surroundings = {
    path: "",
    folders: [work],
    trusted: true,
    interpreter: undefined,
    env: { PATH: bin },
    home,
    platform: process.platform,
  };
  return { root, work, home, bin, where };
}

async function program(file: string, does = "exit 0"): Promise<string> {
  await fs.mkdir(path.dirname(file), { recursive: true });
  await fs.writeFile(file, `#!/bin/sh\n${does}\n`, { mode: 0o755 });
  return file;
}

/** A Python that has presend, or has not. */
const python = (file: string, has: boolean) =>
  program(file, has ? 'test "$*" = "-P -m presend --version" && echo presend 1' : "exit 1");

test("the setting comes first, then the interpreter, the workspace, and PATH", posix, async (t) => {
  const { work, home, bin, where } = await places(t);
  const onPath = await program(path.join(bin, "presend"));
  const inVenv = await program(path.join(work, "venv/bin/presend"));
  const inDotVenv = await program(path.join(work, ".venv/bin/presend"));
  const interpreter = await python(path.join(home, "py/bin/python"), true);
  const set = await program(path.join(home, "tool"));

  const all = { ...where, interpreter, path: "~/tool" };
  assert.equal((await find(all)).program, set);
  assert.deepEqual(await find({ ...all, path: "" }), {
    program: interpreter,
    args: ["-P", "-m", "presend"],
    origin: "the interpreter of the Python extension",
    python: interpreter,
  });
  assert.equal((await find(where)).program, inDotVenv);
  await fs.rm(inDotVenv);
  assert.equal((await find(where)).program, inVenv);
  await fs.rm(inVenv);
  assert.equal((await find(where)).program, onPath);
  await fs.rm(onPath);
  await assert.rejects(find(where), NotFound);
});

test("an interpreter without presend is passed over", posix, async (t) => {
  const { work, home, where } = await places(t);
  const inVenv = await program(path.join(work, ".venv/bin/presend"));
  const interpreter = await python(path.join(home, "python"), false);

  assert.equal((await find({ ...where, interpreter })).program, inVenv);
});

test("the environment of each workspace folder counts", posix, async (t) => {
  const { root, where } = await places(t);
  const second = path.join(root, "second");
  const inVenv = await program(path.join(second, ".venv/bin/presend"));
  const beside = await program(path.join(second, ".venv/bin/python"));

  assert.deepEqual(await find({ ...where, folders: [...where.folders, second] }), {
    program: inVenv,
    args: [],
    origin: path.join(second, ".venv"),
    python: beside,
  });
});

test("nothing inside an untrusted workspace is run", posix, async (t) => {
  const { work, bin, where } = await places(t);
  await program(path.join(work, ".venv/bin/presend"));
  const inside = await program(path.join(work, "bin/presend"));
  const interpreter = await python(path.join(work, ".venv/bin/python"), true);
  const untrusted = { ...where, trusted: false };

  for (const each of [
    untrusted,
    { ...untrusted, interpreter },
    { ...untrusted, env: { PATH: `${path.dirname(inside)}:${bin}` } },
  ]) {
    await assert.rejects(find(each), { misnamed: false });
  }
  for (const named of ["bin/presend", "${workspaceFolder}/bin/presend", inside]) {
    await assert.rejects(find({ ...untrusted, path: named }), {
      misnamed: true,
      message: `presend.path names ${inside}, inside a workspace that is not trusted`,
    });
  }
  const outside = await program(path.join(bin, "presend"));
  assert.equal((await find(untrusted)).program, outside);
  assert.equal((await find({ ...untrusted, path: outside })).program, outside);
});

test("a setting that names no program is an error, not a reason to look on", posix, async (t) => {
  const { work, bin, where } = await places(t);
  await program(path.join(bin, "presend"));
  await fs.writeFile(path.join(work, "note"), "", { mode: 0o644 });

  for (const named of ["note", "missing", "."]) {
    await assert.rejects(find({ ...where, path: named }), {
      misnamed: true,
      message: `presend.path names ${path.resolve(work, named)}, which is no program`,
    });
  }
});

test("a relative folder of PATH is not searched", posix, async (t) => {
  const { where } = await places(t);

  await assert.rejects(find({ ...where, env: { PATH: ".:bin:" } }), NotFound);
});
