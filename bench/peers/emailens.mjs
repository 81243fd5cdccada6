// File names in, one line a fault out: what a command of @emailens/engine does, in one process.

import { readFileSync } from "node:fs";
import { auditEmail } from "@emailens/engine";

const lines = [];
for (const path of process.argv.slice(2)) {
  const report = auditEmail(readFileSync(path, "utf8"));
  const faults = [
    ...report.compatibility.warnings,
    ...report.spam.issues,
    ...report.links.issues,
    ...report.accessibility.issues,
    ...report.images.issues,
    ...report.inboxPreview.issues,
    ...report.size.issues,
    ...report.templateVariables.issues,
  ];
  for (const fault of faults) {
    lines.push(`${path}: ${fault.severity}: ${fault.message}`);
  }
}
process.stdout.write(lines.join("\n") + "\n");
process.exitCode = lines.length ? 1 : 0;
