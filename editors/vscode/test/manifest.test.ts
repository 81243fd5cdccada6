/** What package.json says again, since VS Code reads it before any code. */

import assert from "node:assert/strict";
import { test } from "node:test";

import manifest from "../package.json";
import { BY_NAME, LANGUAGES } from "../src/documents";
import { options } from "../src/settings";

const properties = manifest.contributes.configuration.properties;

test("every language that is served wakes the extension", () => {
  assert.deepEqual(
    manifest.activationEvents,
    [...LANGUAGES, ...Object.keys(BY_NAME)].map((language) => `onLanguage:${language}`),
  );
});

test("the settings of the server are those that it is told, and their defaults are its own", () => {
  const told = Object.keys(options(() => undefined, undefined, ""));

  assert.deepEqual(
    Object.keys(properties),
    ["path", ...told, "trace.server"].map((name) => `presend.${name}`),
  );
  const defaults = new Map<string, { default: unknown }>(Object.entries(properties));
  assert.deepEqual(
    options((name) => defaults.get(`presend.${name}`)?.default, undefined, ""),
    options(() => undefined, undefined, ""),
  );
});

test("what names a program holds in trusted workspaces only", () => {
  const { untrustedWorkspaces } = manifest.capabilities;

  assert.equal(untrustedWorkspaces.supported, "limited");
  assert.deepEqual(untrustedWorkspaces.restrictedConfigurations, ["presend.path"]);
});
