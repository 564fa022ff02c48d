// Opens the page in headless Chromium: nothing on the console, it sorts, filters, opens and goes back, axe finds nothing, in
// light and dark, narrow and wide. Usage: browser.mjs FOLDER
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const folder = process.argv[2];
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
  args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"] });
let failed = 0;
const must = (truth, message) => { if (!truth) { failed++; console.log("FAIL  " + message); } };
const open = async (name, options) => {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  page.on("console", (m) => must(false, name + ": the console says " + m.type() + ": " + m.text()));
  page.on("pageerror", (e) => must(false, name + ": " + e.message));
  page.on("request", (r) => must(/^(file|data|blob):/.test(r.url()), name + ": asks for " + r.url()));
  page.on("dialog", (d) => { must(false, name + ": a dialog says " + d.message()); d.dismiss(); });
  await page.goto(pathToFileURL(join(folder, name)).href);
  await page.waitForSelector("html[data-ready]");
  return page;
};
// axe is evaluated past the page's policy, which allows no other script.
const accessible = async (page, what) => {
  await page.waitForTimeout(400); // bars grow
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => window.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }));
  for (const v of violations) must(false, `axe, ${what}: ${v.id}: ${v.help}: ${v.nodes.slice(0, 3).map((n) => n.html.slice(0, 160)).join(" | ")}`);
};
const ids = (page) => page.$$eval("#rows tr td:first-child", (cells) => cells.map((c) => c.textContent));
const totals = (page) => page.$$eval("#rows tr td:nth-child(2)", (cells) => cells.map((c) => parseFloat(c.textContent) || -1));

for (const [look, colorScheme, width] of [["light", "light", 1360], ["dark", "dark", 1360], ["narrow-light", "light", 390], ["narrow-dark", "dark", 390]]) {
  const page = await open("report.html", { colorScheme, viewport: { width, height: 900 } });
  await accessible(page, look + ", overview");
  await page.screenshot({ path: join(folder, `shot-${look}-overview.png`) });
  must(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), look + ": the overview is wider than the window");
  const all = await ids(page);

  await page.click("#head th:nth-child(2) button");
  let list = await totals(page);
  must(list.length > 1 && list.every((x, i) => i === 0 || list[i - 1] >= x), look + ": the totals do not fall: " + list.slice(0, 10));
  must(await page.getAttribute("#head th:nth-child(2)", "aria-sort") === "descending", look + ": aria-sort does not say so");
  await page.click("#head th:nth-child(2) button");
  list = await totals(page);
  must(list.every((x, i) => i === 0 || list[i - 1] <= x), look + ": the totals do not rise");

  await page.keyboard.press("/");
  must(await page.evaluate(() => document.activeElement.id) === "search", look + ": / does not lead to the search");
  await page.keyboard.type("#2");
  let shown = await ids(page);
  must(shown.length > 0 && shown.length < all.length && shown.every((x) => x.includes("#2")), look + ": the search shows " + shown.length + " of " + all.length);
  await page.fill("#search", "");
  await page.selectOption("#status", "findings");
  shown = await ids(page);
  must(shown.length > 0 && shown.length < all.length, look + ": the filter shows " + shown.length);

  await page.focus("#rows a");
  await page.keyboard.press("Enter");
  await page.waitForSelector("#detail article");
  must(await page.isHidden("#overview"), look + ": the overview is still there");
  must(await page.evaluate(() => document.activeElement.id) === "name", look + ": the page of a submission is not where the keyboard is");
  must(await page.$$eval("table.code tr td.text", (l) => l.length) > 2, look + ": no source");
  must(await page.$$eval("table.code tr.note", (l) => l.length) > 0, look + ": no finding at its line");
  must(await page.$$eval("table.code td.cov.ran", (l) => l.length) > 0, look + ": no coverage");
  must(await page.$$eval("table.code td.fuel", (l) => l.some((c) => parseFloat(c.style.getPropertyValue("--h")) > 0)), look + ": no heat");
  await accessible(page, look + ", submission");
  await page.screenshot({ path: join(folder, `shot-${look}-submission.png`), fullPage: true });
  must(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), look + ": the page of a submission is wider than the window");
  await page.click("details:last-of-type > summary");
  const before = await page.textContent("#name");
  await page.keyboard.press("j");
  await page.waitForFunction((b) => document.getElementById("name") && document.getElementById("name").textContent !== b, before).catch(() => must(false, look + ": j does not lead on"));
  await page.keyboard.press("Escape");
  await page.waitForSelector("#overview:not([hidden])");
  await page.click("#theme");
  await accessible(page, look + ", the other theme");
  await page.context().close();
  console.log("ok    " + look);
}
{
  // Every submission can be opened, whatever is in it, and nothing of it comes alive.
  const page = await open("report.html", { viewport: { width: 1200, height: 900 } });
  const n = await page.evaluate(() => JSON.parse(document.getElementById("data").textContent).rows.length);
  for (let i = 0; i < n; i++) {
    await page.evaluate((k) => { location.hash = "#/s/" + k; }, i);
    await page.waitForFunction((k) => document.title.startsWith(JSON.parse(document.getElementById("data").textContent).rows[k][0]), i);
    must(await page.$$eval("#detail img, #detail script, #detail iframe", (l) => l.length) === 0, "submission " + i + ": an element that is not the page's");
  }
  console.log("ok    " + n + " submissions opened");
  await page.context().close();
}
for (const name of ["single.html", "runs.html"]) {
  const page = await open(name, { viewport: { width: 1200, height: 900 } });
  must(await page.isVisible("#detail article") || await page.isVisible("#rows"), name + ": nothing is shown");
  await accessible(page, name);
  await page.screenshot({ path: join(folder, name.replace(".html", ".png")), fullPage: true });
  await page.emulateMedia({ media: "print" });
  await page.screenshot({ path: join(folder, name.replace(".html", "-print.png")) });
  await page.context().close();
  console.log("ok    " + name);
}
{
  // Ten thousand rows: how long until they are there, sorted and searched.
  const begun = Date.now();
  const page = await open("large.html", { viewport: { width: 1360, height: 900 } });
  const ready = Date.now() - begun;
  const time = (f) => page.evaluate(f);
  const sorted = await time(() => { const t = performance.now(); document.querySelector("#head th:nth-child(2) button").click(); return performance.now() - t; });
  const searched = await time(() => { const t = performance.now(), s = document.getElementById("search"); s.value = "99"; s.dispatchEvent(new Event("input")); return performance.now() - t; });
  const rows = await page.evaluate(() => JSON.parse(document.getElementById("data").textContent).rows.length);
  await page.evaluate(() => { location.hash = "#/s/9999"; });
  await page.waitForSelector("#detail article");
  console.log(`ok    ${rows} rows: there after ${ready} ms, sorted in ${sorted.toFixed(0)} ms, searched in ${searched.toFixed(0)} ms`);
  must(rows === 10000, rows + " rows");
  must(ready < 8000 && sorted < 500 && searched < 500, "that is too slow");
  await page.context().close();
}
{
  const page = await (await browser.newContext()).newPage();
  await page.setContent(`<img src="data:image/svg+xml;base64,${readFileSync(join(folder, "badge.svg")).toString("base64")}">`);
  must(await page.$eval("img", (i) => i.decode().then(() => i.naturalWidth > 40, () => false)), "the badge is no image");
  await page.screenshot({ path: join(folder, "badge.png"), clip: { x: 0, y: 0, width: 200, height: 40 } });
}
await browser.close();
process.exit(failed ? 1 : 0);
