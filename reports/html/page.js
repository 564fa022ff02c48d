"use strict";
(() => {
  const byId = (id) => document.getElementById(id);
  const data = JSON.parse(byId("data").textContent);
  const [ID, TASK, STATUS, TOTAL, HIGH, GRADE, RUN, RUNTONE, FUEL, FINDINGS, WORST, LOST, CATS] = Array(13).keys();
  const rows = data.rows.map((r, i) => ({ i, r, find: (r[ID] + " " + r[RUN] + " " + r[LOST]).toLowerCase() }));
  const number = new Intl.NumberFormat("en-US");
  const SVG = "http://www.w3.org/2000/svg";

  // el makes an element. Text is only ever set as text: nothing of a submission is parsed as markup.
  const el = (tag, attributes, ...children) => {
    const e = tag.startsWith("svg:") ? document.createElementNS(SVG, tag.slice(4)) : document.createElement(tag);
    for (const [name, value] of Object.entries(attributes || {})) {
      if (value === null || value === undefined || value === false) continue;
      if (name === "on") for (const [event, f] of Object.entries(value)) e.addEventListener(event, f);
      else if (name === "css") for (const [p, v] of Object.entries(value)) e.style.setProperty(p, v);
      else e.setAttribute(name, value === true ? "" : value);
    }
    for (const c of children.flat(Infinity)) if (c !== null && c !== undefined && c !== false) e.append(c);
    return e;
  };
  const fixed = (x) => x.toFixed(2);
  const tone = (x) => (x === null || x === undefined ? "muted" : x >= 80 ? "good" : x >= 60 ? "warn" : "bad");
  const gradeTone = (g) => ({ A: "good", B: "good", C: "warn", D: "warn" })[g] || "bad";
  const severityTone = (s) => ({ critical: "bad", high: "bad", medium: "warn" })[s] || "";
  const percent = (x) => +(100 * x).toFixed(1) + " %";
  const points = (s) => (!s ? "–" : s.value !== null ? fixed(s.value) : fixed(s.low) + " – " + fixed(s.high));
  const chip = (text, t) => el("span", { class: "chip " + (t || "") }, text);
  const card = (size, title, ...body) => el("section", { class: "card " + size }, title ? el("h2", null, title) : null, body);
  const track = (s) => {
    const low = !s ? 0 : s.value !== null ? s.value : s.low, high = !s ? 0 : s.value !== null ? s.value : s.high;
    return el("div", { class: "track", "aria-hidden": "true" },
      el("i", { class: "fill-" + tone(s && s.value !== null ? s.value : 70), css: { width: low + "%" } }),
      high > low ? el("i", { class: "maybe", css: { left: low + "%", width: high - low + "%" } }) : null);
  };

  // The records of submissions come in chunks, packed where there are many.
  const chunks = new Map();
  const chunk = async (n) => {
    if (!chunks.has(n)) {
      const text = byId("chunk-" + n).textContent;
      if (data.packed) {
        const bytes = Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
        const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
        chunks.set(n, JSON.parse(await new Response(stream).text()));
      } else chunks.set(n, JSON.parse(text));
    }
    return chunks.get(n);
  };

  // ---- the list ----
  const view = { sort: -1, down: false, text: "", status: "", page: 0, size: 100, shown: rows };
  const columns = [
    { title: "submission", key: (r) => r[ID], cell: (x) => el("td", { class: "id" }, el("a", { href: "#/s/" + x.i, class: "mono" }, x.r[ID])) },
    { title: "total", num: true, key: (r) => (r[TOTAL] === null ? -1 : r[TOTAL]), cell: (x) => el("td", { class: "num" }, x.r[TOTAL] === null ? el("span", { class: "muted" }, "–") : el("b", { class: tone(x.r[TOTAL]) }, x.r[HIGH] === null ? fixed(x.r[TOTAL]) : fixed(x.r[TOTAL]) + " – " + fixed(x.r[HIGH]))) },
    { title: "grade", key: (r) => r[GRADE] || "Z" + r[STATUS], cell: (x) => el("td", null, x.r[GRADE] ? chip(x.r[GRADE], gradeTone(x.r[GRADE])) : chip(x.r[STATUS] === "scored" ? "not ranked" : x.r[STATUS].replace("_", " "), x.r[STATUS] === "incomplete" ? "warn" : "bad")) },
    { title: "run", key: (r) => r[RUN], cell: (x) => el("td", { class: x.r[RUNTONE] }, x.r[RUN]) },
    { title: "fuel", num: true, wide: true, key: (r) => r[FUEL], cell: (x) => el("td", { class: "num wide" }, x.r[FUEL] ? number.format(x.r[FUEL]) : "–") },
    { title: "findings", num: true, wide: true, key: (r) => r[FINDINGS], cell: (x) => el("td", { class: "num wide" }, x.r[FINDINGS] ? [number.format(x.r[FINDINGS]) + " ", chip(x.r[WORST], severityTone(x.r[WORST]))] : "–") },
    { title: "lost most by", wide: true, key: (r) => r[LOST], cell: (x) => el("td", { class: "muted wide" }, x.r[LOST]) },
  ];
  const apply = () => {
    const words = view.text.toLowerCase().split(/\s+/).filter(Boolean);
    view.shown = rows.filter((x) => (!view.status || x.r[STATUS] === view.status || x.r[GRADE] === view.status || (view.status === "failed" && x.r[RUNTONE] === "bad") || (view.status === "findings" && x.r[FINDINGS] > 0)) && words.every((w) => x.find.includes(w)));
    if (view.sort >= 0) {
      const key = columns[view.sort].key, sign = view.down ? -1 : 1;
      const collate = new Intl.Collator("en", { numeric: true }).compare;
      const keyed = view.shown.map((x) => [key(x.r), x]);
      keyed.sort((a, b) => sign * (typeof a[0] === "number" ? a[0] - b[0] : collate(a[0], b[0])) || a[1].i - b[1].i);
      view.shown = keyed.map((k) => k[1]);
    }
    view.page = Math.min(view.page, Math.max(0, Math.ceil(view.shown.length / view.size) - 1));
  };
  const fillList = () => {
    apply();
    const body = byId("rows"), from = view.page * view.size, part = view.shown.slice(from, from + view.size);
    body.replaceChildren(...part.map((x) => el("tr", null, columns.map((c) => c.cell(x)))));
    byId("count").textContent = view.shown.length === rows.length ? number.format(rows.length) + " submissions" : number.format(view.shown.length) + " of " + number.format(rows.length) + " submissions";
    const pages = Math.max(1, Math.ceil(view.shown.length / view.size));
    byId("page").textContent = "page " + (view.page + 1) + " of " + pages;
    byId("before").disabled = view.page === 0;
    byId("after").disabled = view.page >= pages - 1;
    byId("pager").hidden = pages === 1;
    document.querySelectorAll("#head th").forEach((th, i) => th.setAttribute("aria-sort", view.sort === i ? (view.down ? "descending" : "ascending") : "none"));
  };
  const makeList = () => {
    byId("head").append(...columns.map((c, i) => el("th", { scope: "col", class: (c.num ? "num " : "") + (c.wide ? "wide" : ""), "aria-sort": "none" },
      el("button", { type: "button", on: { click: () => { view.down = view.sort === i ? !view.down : !!c.num; view.sort = i; view.page = 0; fillList(); } } }, c.title))));
    const changed = () => { view.page = 0; fillList(); };
    byId("search").addEventListener("input", (e) => { view.text = e.target.value; changed(); });
    byId("status").addEventListener("change", (e) => { view.status = e.target.value; changed(); });
    byId("size").addEventListener("change", (e) => { view.size = +e.target.value || rows.length; changed(); });
    byId("before").addEventListener("click", () => { view.page--; fillList(); });
    byId("after").addEventListener("click", () => { view.page++; fillList(); });
    fillList();
  };

  // ---- one submission ----
  const dial = (s) => {
    const value = s.total && s.total.value, score = value !== null && value !== undefined ? value : s.total ? s.total.low : 0;
    const length = 2 * Math.PI * 46;
    const label = s.total ? points(s.total) + " of 100" + (s.grade ? ", grade " + s.grade : "") : s.status;
    return el("svg:svg", { class: "dial", viewBox: "0 0 110 110", role: "img", "aria-label": label },
      el("svg:circle", { class: "ring", cx: 55, cy: 55, r: 46 }),
      s.total && score > 0 ? el("svg:circle", { class: "arc " + tone(value === null ? 70 : value), cx: 55, cy: 55, r: 46, transform: "rotate(-90 55 55)", "stroke-dasharray": (length * score) / 100 + " " + length }) : null,
      el("svg:text", { x: 55, y: s.total && value === null ? 53 : 60, "font-size": s.total && value === null ? 14 : 24 }, s.total ? (value === null ? points(s.total) : value.toFixed(1)) : "–"),
      el("svg:text", { class: "sub", x: 55, y: 78, "font-size": 12 }, s.grade ? "grade " + s.grade : s.status === "scored" ? "not ranked" : s.status.replace("_", " ")));
  };
  const categories = (s) => el("dl", { class: "bars" }, s.categories.map((c) => {
    const counts = c.state === "counted" || c.state === "unavailable";
    return [el("dt", { class: counts ? "" : "muted" }, c.title, " ", counts ? el("small", { class: "muted" }, percent(c.share)) : null),
      el("dd", null, counts ? track(c.score) : el("small", { class: "muted" }, c.state.replace("_", " ") + (c.reason ? ": " + c.reason : ""))),
      el("dd", { class: "num " + (counts ? tone(c.score && c.score.value) : "muted") }, counts ? points(c.score) : "–")];
  }));
  const lineLink = (s, i, file, line) => {
    const at = (s.files || []).findIndex((f) => f.path === file && f.text);
    const text = file + (line ? ":" + line : "");
    return at < 0 || !line ? el("span", { class: "mono" }, text) : el("a", { class: "mono", href: "#/s/" + i + "/f" + at + "L" + line }, text);
  };
  const losses = (s, i, all) => el("ul", { class: "flat" }, all.map((l) => el("li", { class: "loss" },
    el("b", null, "−" + fixed(l.cents / 100)),
    el("div", null, el("b", null, l.id), " ", el("span", { class: "muted" }, (l.category ? l.category + " · " : "gate · ") + l.why),
      l.places.slice(0, 6).map((p) => el("div", { class: "place" }, "−" + fixed(p.cents / 100) + "  ", p.file ? lineLink(s, i, p.file, p.line) : null, "  " + p.text)),
      l.places.length > 6 ? el("div", { class: "place" }, "and in " + (l.places.length - 6) + " more places") : null))));
  const findings = (s, i) => el("ul", { class: "flat" }, s.findings.map((f) => el("li", { class: "finding" },
    el("header", null, chip(f.severity, severityTone(f.severity)), el("b", null, f.rule), f.suppressed ? chip("suppressed") : null, lineLink(s, i, f.file, f.line), el("span", { class: "muted" }, f.confidence + " confidence" + (f.cwe ? " · CWE-" + f.cwe : ""))),
    f.excerpt ? el("pre", { class: "line" }, f.excerpt.trim()) : null,
    el("p", null, f.reason, f.value ? [" ", el("code", null, f.value)] : null),
    f.suppressed ? el("p", { class: "muted" }, "Suppressed: " + f.suppressed) : f.fix ? el("p", { class: "muted" }, "Instead: " + f.fix) : null)));
  const spread = (x) => (x.sd === 0 ? fixed(x.mean) + " in every run" : fixed(x.mean) + " ± " + fixed(x.sd) + "  (95 % interval " + fixed(x.ci95_low) + " – " + fixed(x.ci95_high) + ")");
  const strip = (x) => {
    const at = (v) => 10 + 2.8 * Math.min(100, Math.max(0, v));
    return el("svg:svg", { class: "chart", viewBox: "0 0 300 34", role: "img", "aria-label": "totals from " + fixed(x.min) + " to " + fixed(x.max) },
      el("svg:line", { class: "axis", x1: 10, x2: 290, y1: 14, y2: 14 }),
      el("svg:rect", { class: "fill-muted", x: at(x.min), y: 12, width: Math.max(1, at(x.max) - at(x.min)), height: 4, opacity: ".5" }),
      el("svg:rect", { class: "fill-" + tone(x.mean), x: at(x.ci95_low), y: 9, width: Math.max(3, at(Math.min(100, x.ci95_high)) - at(x.ci95_low)), height: 10, rx: 3 }),
      el("svg:text", { x: 10, y: 31 }, "0"), el("svg:text", { x: 290, y: 31, "text-anchor": "end" }, "100"));
  };
  const runs = (s) => {
    const r = s.runs, varied = r.categories.concat(r.metrics).filter((x) => x.sd > 0);
    return [el("p", null, r.n + " runs with the seeds " + r.first_seed + " to " + (r.first_seed + r.n - 1)),
      r.total ? [el("p", null, "Total: " + spread(r.total)), strip(r.total)] : null,
      r.passed ? el("p", null, "Tests: " + r.passed.passed + " of " + r.passed.of + " passed, " + percent(r.passed.share) + " (95 % interval " + percent(r.passed.ci95_low) + " – " + percent(r.passed.ci95_high) + ")") : null,
      (r.cases || []).filter((c) => c.standing !== "stable_pass").map((c) => el("p", null, chip(c.standing.replace("_", " "), "warn"), " ", el("code", null, c.name), " passed " + c.passed + ", failed " + c.failed)),
      varied.length ? el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "what varies" }, el("table", { class: "list" }, el("thead", null, el("tr", null, ["varies", "mean", "sd", "min", "max"].map((h) => el("th", { scope: "col" }, h)))),
        el("tbody", null, varied.map((x) => el("tr", null, el("td", null, x.id), [x.mean, x.sd, x.min, x.max].map((v) => el("td", { class: "num" }, +v.toFixed(3)))))))) : el("p", { class: "muted" }, "Nothing else varies.")];
  };
  const KEYWORDS = new Set("False None True and as assert async await break class continue def del elif else except finally for from global if import in is lambda nonlocal not or pass raise return try while with yield match case type".split(" "));
  // paint colours one line of Python; open is the quote of a string that goes on from the line before.
  const paint = (text, open) => {
    const out = [];
    let at = 0, after = "";
    const push = (t, c) => { if (t) out.push(c ? el("span", { class: c }, t) : t); };
    if (open) {
      const end = text.indexOf(open);
      if (end < 0) { push(text, "s"); return [out, open]; }
      push(text.slice(0, end + 3), "s"); at = end + 3;
    }
    const token = /(#.*$)|((?:\b[rbuftRBUFT]{1,2})?("""|'''))|((?:\b[rbuftRBUFT]{1,2})?(?:"(?:\\.|[^"\\])*"?|'(?:\\.|[^'\\])*'?))|(\b\d[\w.]*)|([A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*)/g;
    token.lastIndex = at;
    for (let m; (m = token.exec(text)); ) {
      push(text.slice(at, m.index));
      at = token.lastIndex;
      if (m[1]) push(m[1], "c");
      else if (m[3]) {
        const end = text.indexOf(m[3], at);
        if (end < 0) { push(text.slice(m.index), "s"); return [out, m[3]]; }
        push(text.slice(m.index, end + 3), "s"); at = token.lastIndex = end + 3;
      } else if (m[4]) push(m[4], "s");
      else if (m[5]) push(m[5], "n");
      else { push(m[6], KEYWORDS.has(m[6]) ? "k" : after === "def" || after === "class" ? "d" : ""); after = m[6]; }
    }
    push(text.slice(at));
    return [out, ""];
  };
  const brief = (n) => (n >= 1e9 ? (n / 1e9).toFixed(1) + "G" : n >= 1e6 ? (n / 1e6).toFixed(1) + "M" : n >= 1e4 ? (n / 1e3).toFixed(0) + "k" : String(n));
  const source = (s, i, f, n) => {
    const lines = f.text.split("\n");
    if (lines.length > 1 && lines[lines.length - 1] === "") lines.pop();
    const ran = new Map(((s.run && s.run.lines) || []).filter((l) => l.file === f.path).map((l) => [l.line, l]));
    const most = Math.max(1, ...[...ran.values()].map((l) => l.fuel));
    const marks = new Map(), lossy = new Map();
    const mark = (line, item) => marks.set(line, (marks.get(line) || []).concat(item));
    for (const x of s.findings || []) if (x.file === f.path) mark(x.line, { tone: severityTone(x.severity), name: x.severity + " " + x.rule, text: x.reason });
    for (const x of s.diagnostics || []) if (x.file === f.path) mark(x.line, { tone: "bad", name: x.kind, text: x.message });
    for (const c of s.categories || []) for (const m of c.metrics) for (const l of m.lines || []) if (l.file === f.path && l.points > 0 && m.id !== "security") lossy.set(l.line, (lossy.get(l.line) || []).concat("−" + fixed(l.points) + " " + m.id + ": " + l.text));
    let open = "";
    const known = ran.size > 0, reached = [...ran.values()].filter((l) => l.count > 0).length, code = [...ran.values()].filter((l) => l.count !== undefined).length;
    const body = lines.map((text, k) => {
      const line = k + 1, r = ran.get(line), painted = paint(text.replace(/\r$/, ""), open), found = marks.get(line), lost = lossy.get(line);
      open = painted[1];
      const share = r && r.fuel ? r.fuel / most : 0;
      return [el("tr", { id: "f" + n + "L" + line, class: (found ? "marked " : "") + (lost ? "lossy" : "") },
        known ? el("td", { class: "fuel", title: r ? number.format(r.fuel) + " fuel" + (r.count !== undefined ? ", reached " + number.format(r.count) + " times" : "") : null, css: { "--h": (share ? 0.06 + 0.36 * Math.sqrt(share) : 0).toFixed(3) } }, r && r.fuel ? brief(r.fuel) : "") : null,
        known ? el("td", { class: "cov " + (r && r.count !== undefined ? (r.count > 0 ? "ran" : "missed") : "") }) : null,
        el("th", { scope: "row" }, String(line)), el("td", { class: "text", title: lost ? lost.join("\n") : null }, painted[0].length ? painted[0] : " ")),
        found ? el("tr", { class: "note" }, known ? [el("td", { class: "fuel" }), el("td", { class: "cov" })] : null, el("td"), el("td", { class: "text" }, found.map((x) => el("div", null, chip(x.name, x.tone), " ", x.text)))) : null];
    });
    return el("section", { class: "card c12 file" },
      el("header", null, el("h3", null, f.path), el("span", { class: "muted" }, f.lines + (f.lines === 1 ? " line" : " lines")), code ? el("span", { class: "muted" }, reached + " of " + code + " lines of code ran") : null, el("span", { class: "spacer" }),
        known ? el("div", { class: "legend" }, el("span", null, el("i", { class: "ran" }), "ran"), el("span", null, el("i", { class: "missed" }), "never ran"), el("span", null, el("i", { class: "hot" }), "fuel")) : null),
      el("div", { class: "source", tabindex: "0", role: "region", "aria-label": "source of " + f.path }, el("table", { class: "code" }, el("tbody", null, body))));
  };
  const runCard = (s) => {
    const r = s.run;
    if (!r) return el("p", { class: "muted" }, "Not run.");
    const bad = (r.cases || []).filter((c) => c.verdict !== "passed");
    return [el("p", null, chip(r.status, r.status === "ok" ? "good" : data.rows[s.index][RUNTONE]), " ", r.exception ? el("code", null, r.exception.type + (r.exception.message ? ": " + r.exception.message : "")) : r.detail || ""),
      el("dl", { class: "meta" }, el("dt", null, "fuel"), el("dd", null, number.format(r.fuel) + " of " + number.format(data.fuel)),
        r.peak_memory_bytes ? [el("dt", null, "peak memory"), el("dd", null, (r.peak_memory_bytes / 1048576).toFixed(2) + " MiB")] : null,
        r.cases ? [el("dt", null, "tests"), el("dd", null, r.cases.length - bad.length + " of " + r.cases.length + " passed")] : null),
      bad.slice(0, 20).map((c) => el("p", null, chip(c.verdict, c.verdict === "failed" ? "bad" : "warn"), " ", el("code", null, c.name), " ", c.detail || "")),
      [["stdout", r.stdout], ["stderr", r.stderr]].map(([name, text]) => text ? el("details", { open: text.length < 600 }, el("summary", null, name), el("pre", { tabindex: "0", role: "region", "aria-label": name }, text)) : null),
      (r.effects || []).filter((e) => e.denied).slice(0, 20).map((e) => el("p", null, chip("denied", "bad"), " " + e.kind + " ", el("code", null, e.what), e.line ? " at " + e.file + ":" + e.line : "")),
      (r.functions || []).length ? el("details", null, el("summary", null, "Fuel by function"), el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "fuel by function" }, el("table", { class: "list" }, el("thead", null, el("tr", null, ["function", "calls", "fuel"].map((h) => el("th", { scope: "col" }, h)))),
        el("tbody", null, r.functions.slice().sort((a, b) => b.fuel - a.fuel).slice(0, 30).map((f) => el("tr", null, el("td", { class: "mono" }, f.name + " (" + f.file + ":" + f.line + ")"), el("td", { class: "num" }, number.format(f.calls)), el("td", { class: "num" }, number.format(f.fuel)))))))) : null];
  };
  const page = (s, i) => {
    s.index = i;
    const lost = data.losses ? s.losses || [] : [];
    const parts = [s.kind + (s.task && s.task !== s.id ? " · task " + s.task : ""), (s.files || []).length === 1 ? "" : (s.files || []).length + " files", s.digest ? s.digest.slice(0, 19) : ""].filter(Boolean);
    return el("article", { "aria-labelledby": "name" },
      rows.length > 1 ? el("nav", { class: "tools noprint", "aria-label": "submissions" }, el("a", { href: "#/" }, "← all submissions"), el("span", { class: "spacer" }),
        i > 0 ? el("a", { href: "#/s/" + (i - 1), rel: "prev" }, "previous") : null, i < rows.length - 1 ? el("a", { href: "#/s/" + (i + 1), rel: "next" }, "next") : null) : null,
      el("h1", { id: "name", tabindex: "-1" }, s.id), el("p", { class: "lead" }, parts.join(" · ") + (s.canonical ? " · canonical score, by " + s.canonical.profile + ": " + points(s.canonical.total) + " " + (s.canonical.grade || "") : "")),
      s.reason ? el("p", { class: "banner" }, s.reason) : null,
      (s.gates || []).map((g) => el("p", { class: "banner" }, el("b", null, "Gate " + g.id + ": "), g.reason.replace(/\.?$/, ".") + " The total is at most " + fixed(g.cap) + ".")),
      s.addressed ? el("p", { class: "banner" }, "The submission speaks to whoever judges it, in " + s.addressed.join(", ") + ". That is quoted as data and counts for nothing.") : null,
      el("div", { class: "grid" },
        s.total ? card("c7", "Score", el("div", { class: "hero" }, dial(s), categories(s))) : null,
        s.total ? card("c5", "Run", runCard(s)) : null,
        lost.length ? card(s.findings ? "c6" : "c12", "What to fix for how many points", losses(s, i, lost)) : null,
        s.findings ? card("c6", "Safety findings (" + s.findings.length + ")", findings(s, i)) : null,
        s.diagnostics ? card("c12", "Not valid Python", el("ul", { class: "flat" }, s.diagnostics.map((d) => el("li", null, lineLink(s, i, d.file, d.line), " ", d.kind + ": " + d.message)))) : null,
        s.runs ? card("c12", "Runs", runs(s)) : null,
        (s.files || []).map((f, n) => (f.text ? source(s, i, f, n) : null)),
        s.notes ? card("c12", "Notes", el("ul", { class: "flat" }, s.notes.map((n) => el("li", null, n.file ? [lineLink(s, i, n.file, n.line), " "] : null, n.message)))) : null,
        s.categories && s.categories.length ? el("section", { class: "card c12" }, el("details", null, el("summary", null, "All metrics"), el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "all metrics" }, el("table", { class: "list" },
          el("thead", null, el("tr", null, ["metric", "value", "score", "share", "lost", ""].map((h, k) => el(h ? "th" : "td", { scope: h ? "col" : null, class: k && k < 5 ? "num" : "" }, h)))),
          el("tbody", null, s.categories.map((c) => c.metrics.map((m) => el("tr", null, el("td", { class: "mono" }, c.id + "." + m.id), el("td", { class: "num" }, m.value === null ? "–" : +m.value.toFixed(4) + " " + m.unit), el("td", { class: "num " + tone(m.score && m.score.value) }, points(m.score)), el("td", { class: "num" }, m.share ? percent(m.share) : "–"), el("td", { class: "num" }, m.lost ? fixed(m.lost) : "–"), el("td", { class: "muted" }, m.reason || (m.state === "counted" ? "" : m.state.replace("_", " ")))))))))) ) : null));
  };

  // ---- the way around ----
  const overview = byId("overview"), detail = byId("detail");
  let current = -1;
  const show = async () => {
    const m = /^#\/s\/(\d+)(?:\/(f\d+L\d+))?$/.exec(location.hash);
    const i = rows.length === 1 ? 0 : m ? +m[1] : -1;
    if (i < 0 || i >= rows.length) {
      current = -1; overview.hidden = false; detail.hidden = true; detail.replaceChildren(); document.title = data.title;
      return;
    }
    if (current !== i) {
      const part = await chunk(Math.floor(i / data.chunk));
      detail.replaceChildren(page(part[i % data.chunk], i));
      overview.hidden = rows.length !== 1; detail.hidden = false; document.title = rows[i].r[ID] + " · " + data.title;
      if (rows.length === 1) overview.hidden = true;
      else { window.scrollTo(0, 0); byId("name").focus({ preventScroll: true }); }
      current = i;
    }
    const line = m && m[2] && byId(m[2]);
    if (line) { line.scrollIntoView({ block: "center" }); line.querySelector("td.text").animate([{ outline: "2px solid currentColor" }, { outline: "2px solid transparent" }], 1600); }
  };
  window.addEventListener("hashchange", show);
  document.addEventListener("keydown", (e) => {
    if (e.ctrlKey || e.metaKey || e.altKey || /^(INPUT|SELECT|TEXTAREA)$/.test(e.target.tagName)) { if (e.key === "Escape") e.target.blur(); return; }
    if (e.key === "/" && !overview.hidden && byId("search")) { e.preventDefault(); byId("search").focus(); }
    if (rows.length > 1 && current >= 0) {
      if (e.key === "Escape") location.hash = "#/";
      if (e.key === "j" && current < rows.length - 1) location.hash = "#/s/" + (current + 1);
      if (e.key === "k" && current > 0) location.hash = "#/s/" + (current - 1);
    }
  });
  byId("theme").addEventListener("click", () => {
    const root = document.documentElement, dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
  });
  if (rows.length > 1) makeList();
  show().then(() => document.documentElement.setAttribute("data-ready", ""));
})();
