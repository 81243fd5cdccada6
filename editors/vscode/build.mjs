// Bundles the extension, and gathers the licences of what is in the bundle.

import { build } from "esbuild";
import { copyFile, readFile, readdir, writeFile } from "node:fs/promises";
import path from "node:path";

const made = await build({
  entryPoints: ["src/extension.ts"],
  outfile: "dist/extension.js",
  bundle: true,
  minify: true,
  platform: "node",
  format: "cjs",
  target: "node20", // that of VS Code 1.91
  external: ["vscode"],
  metafile: true,
  logLevel: "warning",
});

const packages = new Set(
  Object.keys(made.metafile.inputs)
    .map((input) => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1])
    .filter((folder) => folder !== undefined),
);
const notices = [];
for (const folder of [...packages].sort()) {
  const { name, version, license } = JSON.parse(await readFile(path.join(folder, "package.json")));
  const file = (await readdir(folder)).find((each) => /^licen[cs]e/i.test(each));
  if (file === undefined) {
    throw new Error(`${name} ships no licence`);
  }
  const text = await readFile(path.join(folder, file), "utf8");
  notices.push(`${name} ${version} (${license})\n\n${text.replaceAll("\r", "").trim()}\n`);
}
await writeFile(
  "THIRD_PARTY_NOTICES.txt",
  `dist/extension.js holds these packages.\n\n${notices.join(`\n${"-".repeat(72)}\n\n`)}`,
);
await copyFile("../../LICENSE", "LICENSE");
