package reports

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	_ "embed" // the page's style and script
	"encoding/base64"
	"encoding/json"
	"fmt"
	"html"
	"io"
	"math"
	"strings"
)

//go:embed html/page.css
var pageStyle string

//go:embed html/page.js
var pageScript string

// How records are packed into the page: so many to a chunk, and up to how many stand there as they are.
const (
	chunkSize  = 40
	plainPages = 100
)

// writeHTML writes one page that needs nothing else. It holds the records as JSON; its script makes a list of them that
// sorts and filters, and a page for each. The script sets text as text only, the policy of the page allows no other script
// and no address, and what is written into the page itself is escaped: nothing of a submission is ever markup.
func writeHTML(w io.Writer, r *Report, _ Options) error {
	p := &htmlPage{report: r, out: bufio.NewWriterSize(w, 64<<10), packed: r.Summary.Submissions > plainPages}
	if err := p.gather(); err != nil {
		return err
	}
	p.head()
	p.overview()
	p.text("</main>\n")
	p.foot()
	p.text(`<script type="application/json" id="data">`)
	p.out.Write(p.data)
	p.text("</script>\n")
	if err := p.chunks(); err != nil {
		return err
	}
	p.text("<script>" + pageScript + "</script>\n</body>\n</html>\n")
	return p.out.Flush()
}

type htmlPage struct {
	report *Report
	out    *bufio.Writer
	packed bool
	title  string
	data   []byte
	bins   [20]int // of the totals, five points each
	titles map[string]string
}

func (p *htmlPage) text(s string)               { p.out.WriteString(s) }
func (p *htmlPage) add(format string, a ...any) { fmt.Fprintf(p.out, format, a...) }

// escaped is text for the page itself: inert and escaped.
func escaped(text string) string { return html.EscapeString(Inert(text)) }

// embedded is JSON that can stand inside of a script element.
func embedded(value any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b) // it escapes <, > and &
	if err := e.Encode(value); err != nil {
		return nil, err
	}
	return escapeHidden(bytes.TrimSuffix(b.Bytes(), []byte("\n"))), nil
}

// gather goes over the records once: for the rows of the list and the distribution.
func (p *htmlPage) gather() error {
	r := p.report
	var err error
	if p.titles, err = categoryTitles(r); err != nil {
		return err
	}
	p.title = "Assay · " + plural(r.Summary.Submissions, "submission", "submissions")
	switch {
	case r.Provenance.Suite != nil:
		p.title = "Assay · " + Inert(r.Provenance.Suite.Name)
	case r.Summary.Submissions == 1:
		p.title = "Assay report"
	}
	rows := [][]any{}
	err = r.Each(func(_ int, s *Submission) error {
		if s.Total != nil && s.Total.Value != nil {
			p.bins[min(int(*s.Total.Value/5), len(p.bins)-1)]++
		}
		rows = append(rows, rowOf(s))
		return nil
	})
	if err != nil {
		return err
	}
	p.data, err = embedded(map[string]any{"title": p.title, "rows": rows, "chunk": chunkSize, "packed": p.packed, "losses": true, "fuel": r.Provenance.Limits.Fuel})
	return err
}

// rowOf is what the list shows of a submission, in the order that the script names.
func rowOf(s *Submission) []any {
	var total, high any
	if s.Total != nil {
		total = s.Total.Low
		if s.Total.Value != nil {
			total = *s.Total.Value
		} else {
			high = s.Total.High
		}
	}
	run, fuel := runCell(s), uint64(0)
	if s.Run != nil {
		fuel = s.Run.Fuel
	}
	findings := len(s.Findings)
	if s.Omitted != nil {
		findings += s.Omitted.Findings
	}
	text := run.text
	if s.Total == nil {
		text = stateName(s.Status)
	}
	return []any{Inert(s.ID), Inert(s.Task), s.Status, total, high, s.Grade, Inert(text), toneClass(run.style), fuel, findings, worstSeverity(s), Inert(worstOf(s)), nil}
}

func toneClass(s style) string {
	switch s {
	case green:
		return "good"
	case yellow:
		return "warn"
	case red, alarm:
		return "bad"
	}
	return "muted"
}

// pageRecord is a record with what the page shows beside it.
type pageRecord struct {
	*Submission
	Losses    []pageLoss `json:"losses,omitempty"`
	Addressed []string   `json:"addressed,omitempty"`
}

type pageLoss struct {
	Category string      `json:"category"`
	ID       string      `json:"id"`
	Why      string      `json:"why"`
	Cents    int         `json:"cents"`
	Places   []pagePlace `json:"places"`
}

type pagePlace struct {
	File  string `json:"file"`
	Line  int    `json:"line"`
	Text  string `json:"text"`
	Cents int    `json:"cents"`
}

// chunks writes the records.
func (p *htmlPage) chunks() error {
	var list []pageRecord
	n := 0
	flush := func() error {
		if len(list) == 0 {
			return nil
		}
		text, err := embedded(list)
		if err != nil {
			return err
		}
		if !p.packed {
			p.add("<script type=\"application/json\" id=\"chunk-%d\">%s</script>\n", n, text)
		} else {
			var b bytes.Buffer
			z, err := gzip.NewWriterLevel(&b, gzip.BestCompression)
			if err != nil {
				return err
			}
			if _, err := z.Write(text); err != nil {
				return err
			}
			if err := z.Close(); err != nil {
				return err
			}
			p.add("<script type=\"text/plain\" id=\"chunk-%d\">%s</script>\n", n, base64.StdEncoding.EncodeToString(b.Bytes()))
		}
		n++
		list = list[:0]
		return nil
	}
	err := p.report.Each(func(_ int, s *Submission) error {
		list = append(list, visible(s))
		if len(list) == chunkSize {
			return flush()
		}
		return nil
	})
	if err != nil {
		return err
	}
	return flush()
}

// visible is a record whose texts show what they hide. Source keeps its lines.
func visible(s *Submission) pageRecord {
	out := pageRecord{Submission: mapTexts(s), Addressed: addressed(s)}
	if a, err := Explain(out.Submission); err == nil {
		for _, l := range a.Losses {
			if l.Cents == 0 {
				continue
			}
			loss := pageLoss{l.Category, l.ID, l.Why, l.Cents, []pagePlace{}}
			for _, at := range l.Places {
				loss.Places = append(loss.Places, pagePlace{at.File, at.Line.Line, at.Text, at.Cents})
			}
			out.Losses = append(out.Losses, loss)
		}
	}
	return out
}

func (p *htmlPage) head() {
	hash := func(text string) string {
		sum := sha256.Sum256([]byte(text))
		return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
	}
	p.add(`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src %s; style-src %s; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>%s</title>
<style>%s</style>
</head>
<body>
<a class="skip" href="#main">Skip to the report</a>
<header class="top"><div>
<a class="brand" href="#/"><svg width="22" height="22" viewBox="0 0 22 22" aria-hidden="true"><rect width="22" height="22" rx="6" fill="#2650c9"/><path d="M5 15.5 9.5 6h3L17 15.5M7.3 12.2h7.4" fill="none" stroke="#fff" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"/></svg><span>%s</span></a>
<span class="spacer"></span>
<button class="plain" type="button" id="theme">Light / dark</button>
</div></header>
<main id="main">
<noscript><p class="banner">The list and the pages of the submissions need JavaScript; the overview does not.</p></noscript>
<section id="detail" hidden></section>
`, hash(pageScript), hash(pageStyle), html.EscapeString(p.title), pageStyle, html.EscapeString(p.title))
}

// overview is the page of all submissions; of a single one it is only there for readers without a script.
func (p *htmlPage) overview() {
	r, sum := p.report, &p.report.Summary
	p.text("<div id=\"overview\">\n")
	name := plural(sum.Submissions, "submission", "submissions")
	if s := r.Provenance.Suite; s != nil {
		name = Inert(s.Name)
	}
	p.add("<h1>%s</h1>\n<p class=\"lead\">", html.EscapeString(name))
	if s := r.Provenance.Suite; s != nil {
		p.add("%s, %s · ", plural(sum.Submissions, "submission", "submissions"), plural(s.Tasks, "task", "tasks"))
	}
	p.add("profile %s/%d · engine %s</p>\n", escaped(r.Provenance.Profile.ID), r.Provenance.Profile.Version, escaped(r.Provenance.Engine))
	if r.Partial != nil {
		p.add("<p class=\"banner\">Interrupted: the report has %d of %d submissions.</p>\n", r.Partial.Done, r.Partial.Of)
	}
	if r.Shard != nil {
		p.add("<p class=\"banner\">Part %d of %d of a batch.</p>\n", r.Shard.Index, r.Shard.Count)
	}
	p.tiles()
	p.text("<div class=\"grid\">\n")
	p.distribution()
	p.grades()
	p.categories()
	p.causes()
	p.spread()
	p.list()
	p.remarks()
	p.text("</div>\n</div>\n")
}

func (p *htmlPage) tile(name, value, tone, small string) {
	p.add("<div class=\"tile\"><dt>%s</dt><dd class=\"%s\">%s", name, tone, html.EscapeString(value))
	if small != "" {
		p.add("<small>%s</small>", html.EscapeString(small))
	}
	p.text("</dd></div>\n")
}

func (p *htmlPage) tiles() {
	sum := &p.report.Summary
	p.text("<dl class=\"tiles\">\n")
	tone := "muted"
	if sum.Mean != nil {
		tone = toneClass(toneOf(&Score{Value: sum.Mean}))
	}
	p.tile("mean total", orDash(sum.Mean), tone, "median "+orDash(sum.Median))
	p.tile("scored", thousands(uint64(sum.Scored)), "", "of "+thousands(uint64(sum.Submissions)))
	if c := sum.Cases; c != nil {
		share := NewPassShare(c.Passed, c.Passed+c.Failed)
		p.tile("tests passed", percent(share.Share), "", fmt.Sprintf("%s of %s, 95 %% interval %s – %s", thousands(uint64(c.Passed)), thousands(uint64(c.Passed+c.Failed)), percent(share.Low), percent(share.High)))
	}
	if n := sum.Incomplete + sum.Refused + sum.InfraErrors; n > 0 {
		p.tile("without a total", thousands(uint64(n)), "warn", fmt.Sprintf("%d incomplete, %d refused, %d our fault", sum.Incomplete, sum.Refused, sum.InfraErrors))
	}
	if sum.Unranked > 0 {
		p.tile("not ranked", thousands(uint64(sum.Unranked)), "bad", "a gate closed")
	}
	p.text("</dl>\n")
}

// distribution draws the histogram of the totals.
func (p *htmlPage) distribution() {
	most := 1
	for _, n := range p.bins {
		most = max(most, n)
	}
	const width, height, base = 640.0, 190.0, 160.0
	p.add("<section class=\"card c8\"><h2>Distribution of totals</h2>\n<svg class=\"chart dist\" viewBox=\"0 0 %g %g\" role=\"img\" aria-label=\"Histogram of totals in steps of five points\">\n", width, height)
	p.add("<line class=\"axis\" x1=\"0\" x2=\"%g\" y1=\"%g\" y2=\"%g\"/>\n", width, base+.5, base+.5)
	step := width / float64(len(p.bins))
	for i, n := range p.bins {
		from := i * 5
		if n > 0 {
			h := math.Max(2, math.Round(float64(n)/float64(most)*(base-22)))
			p.add("<rect class=\"fill-%s\" x=\"%g\" y=\"%g\" width=\"%g\" height=\"%g\" rx=\"3\"><title>%d to %d points: %d</title></rect>\n", toneClass(tone(float64(from)+2.5)), float64(i)*step+3, base-h, step-6, h, from, from+5, n)
			p.add("<text x=\"%g\" y=\"%g\" text-anchor=\"middle\">%d</text>\n", (float64(i)+.5)*step, base-h-5, n)
		}
		if i%2 == 0 {
			p.add("<text x=\"%g\" y=\"%g\">%d</text>\n", float64(i)*step, base+18, from)
		}
	}
	p.add("<text x=\"%g\" y=\"%g\" text-anchor=\"end\">100</text>\n</svg></section>\n", width, base+18)
}

func (p *htmlPage) bar(name, tone, value string, share float64) {
	p.add("<dt>%s</dt><dd><svg class=\"chart\" viewBox=\"0 0 200 10\" preserveAspectRatio=\"none\" height=\"10\" aria-hidden=\"true\"><rect class=\"fill-muted\" opacity=\".18\" width=\"200\" height=\"10\" rx=\"5\"/><rect class=\"fill-%s\" width=\"%g\" height=\"10\" rx=\"5\"/></svg></dd><dd class=\"num\">%s</dd>\n",
		html.EscapeString(name), tone, round(share*200, 2), html.EscapeString(value))
}

func (p *htmlPage) grades() {
	sum := &p.report.Summary
	most := max(sum.Unranked, 1)
	for _, g := range sum.Grades {
		most = max(most, g.Count)
	}
	p.text("<section class=\"card c4\"><h2>Grades</h2>\n<dl class=\"bars\">\n")
	for _, g := range sum.Grades {
		class := map[string]string{"A": "good", "B": "good", "C": "warn", "D": "warn", "F": "bad"}[g.Grade]
		p.bar(g.Grade, class, thousands(uint64(g.Count)), float64(g.Count)/float64(most))
	}
	if sum.Unranked > 0 {
		p.bar("not ranked", "bad", thousands(uint64(sum.Unranked)), float64(sum.Unranked)/float64(most))
	}
	p.text("</dl></section>\n")
}

func (p *htmlPage) categories() {
	sum := &p.report.Summary
	if len(sum.Categories) == 0 {
		return
	}
	p.text("<section class=\"card c6\"><h2>Categories, mean</h2>\n<dl class=\"bars\">\n")
	for _, c := range sum.Categories {
		if c.Mean != nil {
			p.bar(Inert(p.titles[c.ID]), toneClass(tone(*c.Mean)), fixed(*c.Mean), *c.Mean/100)
		}
	}
	p.text("</dl></section>\n")
}

func (p *htmlPage) causes() {
	sum := &p.report.Summary
	p.text("<section class=\"card c6\"><h2>Why submissions fell short</h2>\n")
	if len(sum.Causes) == 0 {
		p.text("<p class=\"muted\">None did.</p></section>\n")
		return
	}
	p.text("<dl class=\"bars\">\n")
	for _, c := range sum.Causes[:min(len(sum.Causes), 10)] {
		p.bar(Inert(c.Cause), "warn", thousands(uint64(c.Count)), float64(c.Count)/float64(sum.Causes[0].Count))
	}
	p.text("</dl>\n")
	if n := len(sum.Causes) - 10; n > 0 {
		p.add("<p class=\"muted\">and %d more</p>\n", n)
	}
	p.text("</section>\n")
}

func (p *htmlPage) spread() {
	r := p.report.Summary.Runs
	if r == nil {
		return
	}
	p.add("<section class=\"card c12\"><h2>%d runs of each submission</h2>\n<dl class=\"meta\">\n", r.N)
	if r.Total != nil {
		p.add("<dt>mean total</dt><dd>%s</dd>\n", html.EscapeString(spreadPhrase(*r.Total)))
	}
	if r.Within != nil {
		p.add("<dt>deviation of a submission over its runs</dt><dd>%s on average, %s at most</dd>\n", fixed(r.Within.Mean), fixed(r.Within.Max))
	}
	p.add("<dt>tests</dt><dd>%d always pass, %d always fail, %d are flaky, %d not decided</dd>\n</dl></section>\n", r.StablePass, r.StableFail, r.Flaky, r.Unavailable)
}

func (p *htmlPage) list() {
	if p.report.Summary.Submissions < 2 {
		return
	}
	p.text(`<section class="card c12" aria-labelledby="list"><h2 id="list">Submissions</h2>
<div class="tools">
<label>Search <input type="search" id="search" placeholder="name, outcome, metric …" autocomplete="off"></label>
<label>Show <select id="status"><option value="">all</option><option value="A">grade A</option><option value="B">grade B</option><option value="C">grade C</option><option value="D">grade D</option><option value="F">grade F</option><option value="failed">did not pass</option><option value="findings">with findings</option><option value="incomplete">incomplete</option><option value="refused">refused</option><option value="infra_error">our fault</option></select></label>
<label>Rows <select id="size"><option>50</option><option selected>100</option><option>500</option><option value="0">all</option></select></label>
<span class="muted" id="count" role="status"></span>
</div>
<div class="scroll" tabindex="0" role="region" aria-label="Table of submissions"><table class="list"><thead><tr id="head"></tr></thead><tbody id="rows"></tbody></table></div>
<nav class="pager" id="pager" aria-label="Pages of the table"><button class="plain" type="button" id="before">Previous</button><span id="page" role="status"></span><button class="plain" type="button" id="after">Next</button></nav>
</section>
`)
}

// remarks are the lines of the input that gave nothing and the tasks that nothing answers.
func (p *htmlPage) remarks() {
	r := p.report
	if n := len(r.Problems); n > 0 {
		p.add("<section class=\"card c6\"><h2>Lines that gave no submission (%d)</h2>\n<ul class=\"flat\">\n", n)
		for _, x := range r.Problems[:min(n, 50)] {
			p.add("<li><span class=\"mono\">%s:%d</span> %s</li>\n", escaped(x.File), x.Line, escaped(x.Message))
		}
		p.text("</ul></section>\n")
	}
	if n := len(r.Missing); n > 0 {
		var names []string
		for _, id := range r.Missing[:min(n, 200)] {
			names = append(names, escaped(id))
		}
		p.add("<section class=\"card c6\"><h2>Tasks without an answer (%d)</h2>\n<p class=\"mono\">%s</p></section>\n", n, strings.Join(names, ", "))
	}
}

func (p *htmlPage) foot() {
	v := &p.report.Provenance
	p.add("<footer><p>%s · engine %s %s · fuel %s · profile %s/%d <span class=\"mono\">%s</span> · %s · %s · Python %s · seed %d</p>\n", escaped(v.Tool), escaped(v.Engine), escaped(v.EngineVersion),
		escaped(v.FuelSchedule), escaped(v.Profile.ID), v.Profile.Version, escaped(v.Profile.Digest), escaped(v.Scale), escaped(v.RuleSet), escaped(v.TargetPython), v.Seed)
	if h := p.report.HostInfo; h != nil {
		p.add("<p>%s/%s · %d CPUs · %d workers · started %s · %.0f ms · %s</p>\n", escaped(h.OS), escaped(h.Arch), h.CPUs, h.Workers, escaped(h.StartedAt), h.WallMillis, escaped(strings.Join(h.Isolation, ", ")))
	}
	p.text("<p class=\"noprint\">Keys: <kbd>/</kbd> search · <kbd>j</kbd> next · <kbd>k</kbd> previous · <kbd>Esc</kbd> back</p></footer>\n")
}
