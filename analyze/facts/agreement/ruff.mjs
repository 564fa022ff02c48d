// What ruff says of the complexity of every function of Python files, as one line of JSON for each file. Run by the
// comparison in this folder with ASSAY_RUFF, the folder of the npm package @astral-sh/ruff-wasm-nodejs, as argument.
// The names of the files come on standard input, one a line.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { resolve } from "node:path";

const require = createRequire(import.meta.url);
const { Workspace, PositionEncoding } = require(resolve(process.argv[2]));
const ws = new Workspace(
  {
    "target-version": "py314",
    "respect-gitignore": false,
    lint: { select: ["C901", "PLR0911", "PLR0912", "PLR0913", "PLR0915", "PLR0914"], preview: true, "explicit-preview-rules": false,
      mccabe: { "max-complexity": 0 }, pylint: { "max-returns": 0, "max-branches": 0, "max-args": 0, "max-statements": 0, "max-locals": 0 } },
  },
  PositionEncoding.Utf32,
);
const kinds = { C901: "complexity", "complex-structure": "complexity", PLR0911: "returns", "too-many-return-statements": "returns",
  PLR0912: "branches", "too-many-branches": "branches", PLR0913: "arguments", "too-many-arguments": "arguments",
  PLR0915: "statements", "too-many-statements": "statements", PLR0914: "locals", "too-many-locals": "locals" };
for await (const path of createInterface({ input: process.stdin })) {
  const out = { path, functions: [] };
  try {
    // A comment that silences a finding would hide the number.
    const text = readFileSync(path, "utf8").replace(/noqa/gi, "nnnn");
    for (const d of ws.check(text)) {
      const kind = kinds[d.code];
      if (kind === undefined) {
        if (d.code === null || d.code === "invalid-syntax") out.refused = d.message;
        continue;
      }
      const [, n] = /\((\d+)\s*>\s*\d+\)/.exec(d.message);
      out.functions.push([d.start_location.row, d.start_location.column - 1, kind, Number(n)]);
    }
  } catch (e) {
    out.refused = String(e);
  }
  console.log(JSON.stringify(out));
}
