// Reads what score wrote with readers that are not ours. Usage: check.mjs FOLDER SCHEMA ROOT
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createRequire } from "node:module";
import Ajv2020 from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { parse as parseJUnit } from "junit2json";
import Papa from "papaparse";
import { micromark } from "micromark";
import { gfm, gfmHtml } from "micromark-extension-gfm";
import yaml from "js-yaml";

const [folder, schemas, root] = process.argv.slice(2);
const file = (name) => join(folder, name);
const text = (name) => readFileSync(file(name), "utf8");
let failed = 0;
const check = (what, f) => {
  try {
    const said = f();
    if (said && typeof said.then === "function") throw new Error("a promise");
    console.log("ok    " + what + (said ? ": " + said : ""));
  } catch (e) {
    if (e.code === "ENOENT" && e.syscall) {
      console.log("skip  " + what + ": " + e.path + " is not here");
      return;
    }
    failed++;
    console.log("FAIL  " + what + ": " + String(e.message || e).slice(0, 2000));
  }
};
const must = (truth, message) => { if (!truth) throw new Error(message); };
const tool = (name, ...args) => execFileSync(name, args, { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"], env: { ...process.env, DOTNET_SYSTEM_GLOBALIZATION_INVARIANT: "1" } });
const report = JSON.parse(text("report.json"));

check("JSON against its schema (ajv)", () => {
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  addFormats(ajv);
  const compiled = {};
  for (const [schema, document] of [["report", "report.json"], ["report", "runs.json"], ["comparison", "comparison.json"], ["verdict", "verdict.json"]]) {
    const validate = (compiled[schema] ||= ajv.compile(JSON.parse(readFileSync(join(schemas, schema + ".schema.json"), "utf8"))));
    must(validate(JSON.parse(text(document))), document + ": " + ajv.errorsText(validate.errors));
  }
  return report.submissions.length + " submissions, spec " + report.spec_version;
});
check("JSON Lines", () => {
  const lines = text("report.ndjson").trimEnd().split("\n").map((l) => JSON.parse(l));
  must(lines.filter((l) => l.type === "submission").length === report.submissions.length, "other submissions");
  return lines.length + " lines";
});
check("SARIF (Microsoft's multitool)", () => {
  const multitool = createRequire(import.meta.url).resolve("@microsoft/sarif-multitool-linux/package.json").replace("package.json", "Sarif.Multitool");
  tool("chmod", "u+x", multitool);
  const said = tool(multitool, "validate", file("report.sarif"), "--rule-kind", "Sarif;Ghas", "--output", file("sarif-validation.sarif"), "--log", "ForceOverwrite", "--level", "Error;Warning;Note", "--kind", "Fail");
  const found = JSON.parse(text("sarif-validation.sarif").replace(/^\uFEFF/, "")).runs.flatMap((r) => r.results || []);
  // GH1007 and its like concern uploads from GitHub's own runs: what a commit is, a checkout knows.
  const counted = found.filter((r) => r.level === "error" || r.level === "warning" || r.level === undefined);
  must(counted.length === 0, counted.length + " results: " + counted.slice(0, 5).map((r) => r.ruleId + " " + (r.message.text || JSON.stringify(r.message.arguments))).join("; ") + said.slice(0, 200));
  return JSON.parse(text("report.sarif")).runs[0].results.length + " results, " + found.length + " notes";
});
check("GitLab code quality (ajv, by GitLab's documentation)", () => {
  const ajv = new Ajv2020();
  const validate = ajv.compile({ type: "array", items: { type: "object", required: ["description", "check_name", "fingerprint", "severity", "location"], properties: {
    description: { type: "string", minLength: 1 }, check_name: { type: "string", minLength: 1 }, fingerprint: { type: "string", pattern: "^[0-9a-f]{32}$" }, severity: { enum: ["info", "minor", "major", "critical", "blocker"] },
    location: { type: "object", required: ["path"], properties: { path: { type: "string", pattern: "^[^/].*" }, lines: { type: "object", required: ["begin"], properties: { begin: { type: "integer", minimum: 1 } } } } } } } });
  const list = JSON.parse(text("gitlab.json"));
  must(validate(list), ajv.errorsText(validate.errors));
  must(new Set(list.map((i) => i.fingerprint)).size === list.length, "two issues have one fingerprint");
  return list.length + " issues";
});
check("JUnit XML (xmllint)", () => tool("xmllint", "--noout", "--nonet", file("junit.xml")));
check("CSV (papaparse)", () => {
  const { data, errors } = Papa.parse(text("report.csv"), { header: true, skipEmptyLines: true });
  must(errors.length === 0, JSON.stringify(errors[0]));
  must(data.length === report.submissions.length, data.length + " rows");
  for (const row of data) for (const cell of Object.values(row)) must(!/^[=+\-@\t\r]/.test(cell), "a formula: " + cell);
  must(data.every((row, i) => row.submission.replace(/^'/, "") === report.submissions[i].id && (report.submissions[i].total === null || report.submissions[i].total.value === null || +row.total === report.submissions[i].total.value)), "other totals");
  return data.length + " rows";
});
for (const name of ["summary.md", "comment.md"]) {
  check("Markdown (micromark, GitHub's extensions): " + name, () => {
    const html = micromark(text(name), { extensions: [gfm()], htmlExtensions: [gfmHtml()], allowDangerousHtml: true });
    must(!/<a |<img|<script|<input|javascript:[^<]*"/.test(html), "an element that is not ours: " + (/<(a|img|script|input)[^>]*>/.exec(html) || [""])[0]);
    const cells = [...html.matchAll(/<tr>([\s\S]*?)<\/tr>/g)].length;
    must(cells > 5, "no tables");
    must(name !== "comment.md" || [...text(name)].length <= 65536, "too long for a comment");
    return cells + " rows of tables";
  });
}
check("GitHub annotations (as the runner reads commands)", () => {
  // ActionCommand.TryParseV2 of the runner: ::name key=value,key=value::data with %-escapes.
  const lines = text("github.txt").trimEnd().split("\n");
  for (const line of lines) {
    const m = /^::(error|warning|notice) ([^:]*)::(.*)$/.exec(line);
    must(m, line);
    for (const pair of m[2].split(",")) must(/^(title|file|line|endLine|col|endColumn)=[^=]/.test(pair) || /^title=/.test(pair), pair);
    must(!/##(\[|vso\[)/.test(line), "an old command: " + line);
  }
  return lines.length + " commands";
});
check("no format says a command of a runner", () => {
  for (const name of ["table.txt", "report.json", "report.ndjson", "junit.xml", "report.csv", "summary.md", "comment.md", "report.sarif", "gitlab.json", "badge.svg"])
    for (const line of text(name).split("\n")) must(!line.trimStart().startsWith("::") && !/##(\[|vso\[)/.test(line) && !/[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u2028\u202e]/.test(line), name + ": " + JSON.stringify(line.slice(0, 200)));
});
check("badge (xmllint)", () => tool("xmllint", "--noout", "--nonet", file("badge.svg")));
check("pprof (go tool pprof)", () => {
  const top = tool("go", "tool", "pprof", "-top", "-nodecount", "5", file("profile.pb.gz"));
  must(/flat%/.test(top) && /Type: fuel/.test(top), top);
  const lines = tool("go", "tool", "pprof", "-lines", "-top", "-nodecount", "20", file("profile.pb.gz"));
  must(/solution\.py:\d+/.test(lines), "no lines: " + lines);
  return top.split("\n").find((l) => l.includes("%")).trim();
});

// What CI systems read of ours.
check("action.yml (action-validator)", () => { const cli = createRequire(import.meta.url).resolve("@action-validator/cli/package.json"); return tool("node", join(cli, "..", JSON.parse(readFileSync(cli)).bin["action-validator"] || "cli.mjs"), join(root, "action.yml")); });
check("GitLab template (js-yaml)", () => {
  const t = yaml.load(readFileSync(join(root, "ci", "gitlab.yml"), "utf8"));
  const job = t["assay"];
  must(Array.isArray(job.script) && job.artifacts.reports.codequality && job.artifacts.reports.junit, "no job with reports");
  writeFileSync(file("gitlab-script.sh"), "set -eu\n" + job.script.join("\n") + "\n");
  return Object.keys(t).join(", ");
});
check("pre-commit hooks (js-yaml)", () => {
  const hooks = yaml.load(readFileSync(join(root, ".pre-commit-hooks.yaml"), "utf8"));
  must(hooks.every((h) => h.id && h.name && h.entry && h.language), "a hook lacks something");
  return hooks.map((h) => h.id).join(", ");
});
check("Dockerfile (dockerfilelint)", () => {
  const cli = createRequire(import.meta.url).resolve("dockerfilelint/package.json");
  let said;
  try { said = tool("node", join(cli, "..", "bin", "dockerfilelint"), "-o", "json", join(root, "Dockerfile")); } catch (e) { said = e.stdout; }
  const issues = JSON.parse(said).files.flatMap((f) => f.issues).filter((i) => i.category !== "Optimization" && i.category !== "Clarity");
  must(issues.length === 0, JSON.stringify(issues));
});

// junit2json answers with a promise.
parseJUnit(text("junit.xml")).then((suites) => check("JUnit XML (junit2json)", () => {
  must(suites.testsuite.length === report.submissions.length, suites.testsuite.length + " suites");
  const failures = suites.testsuite.reduce((n, s) => n + s.failures, 0);
  must(failures === suites.failures && failures > 0, "failures do not add up");
  return suites.tests + " tests, " + failures + " failures";
})).catch((e) => check("JUnit XML (junit2json)", () => { throw e; })).finally(() => process.exit(failed ? 1 : 0));
