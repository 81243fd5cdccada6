import assert from "node:assert/strict";
import * as path from "node:path";
import { test } from "node:test";

import { options } from "../src/settings";

const folder = path.resolve("/mails");
const home = path.resolve("/home/ann");

const from = (values: Record<string, unknown>, where: string | undefined = folder) =>
  options((name) => values[name], where, home);

test("nothing set is what `presend check` does", () => {
  const none = { config: null, select: [], ignore: [], run: "onType" };

  assert.deepEqual(from({}), none);
  assert.deepEqual(from({ config: " ", select: [], ignore: [], run: "onType" }), none);
});

test("each setting reaches the server", () => {
  const set = { select: ["links"], ignore: ["dead-shortener"], run: "onSave" };

  assert.deepEqual(from({ ...set, config: "etc/p.toml" }), {
    ...set,
    config: path.join(folder, "etc/p.toml"),
  });
});

test("a settings file is found from the workspace and from home", () => {
  const config = (value: string, where?: string) => from({ config: value }, where).config;

  assert.equal(config("${workspaceFolder}/p.toml"), path.join(folder, "p.toml"));
  assert.equal(config("~/p.toml"), path.join(home, "p.toml"));
  assert.equal(config("${userHome}/p.toml"), path.join(home, "p.toml"));
  assert.equal(options(() => "~/p.toml", undefined, home).config, path.normalize(`${home}/p.toml`));
});

test("what is written wrongly does no harm", () => {
  assert.deepEqual(from({ config: 7, select: "links, sender,", ignore: [1, " a ", ""], run: 3 }), {
    config: null,
    select: ["links", "sender"],
    ignore: ["a"],
    run: "onType",
  });
});
