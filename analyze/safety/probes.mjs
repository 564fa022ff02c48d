// What ruff's security rules, which are bandit's, say of Python files: a line for each finding, with file, line and rule. Run by the
// comparison in this folder with the folder of the npm package @astral-sh/ruff-wasm-nodejs as argument; the names of the files
// come on standard input, one a line.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";

const { Workspace, PositionEncoding } = createRequire(import.meta.url)(resolve(process.argv[2]));
const ws = new Workspace({ "target-version": "py314", lint: { select: ["S"] } }, PositionEncoding.Utf32);
for (const path of readFileSync(0, "utf8").trim().split("\n")) {
  for (const d of ws.check(readFileSync(path, "utf8"))) {
    if (d.code?.startsWith("S")) console.log([path, d.start_location.row, d.code].join("\t"));
  }
}
