package reports

import (
	"fmt"
	"io"
	"strings"
)

// Format is one way to write a report.
type Format struct {
	Name      string
	Extension string // of files in this format, with its dot; "" where a name tells nothing
	Doc       string // one line
	Observes  bool   // it shows what runs record about themselves, so they should
	Write     func(w io.Writer, r *Report, o Options) error
}

// Options are for formats that people read; those for programs have none. The zero value is plain text, 80 columns wide.
type Options struct {
	Width int  // columns; 0 for 80
	Color bool // escape sequences for colour are welcome
	// Verbose shows every metric, note and file instead of what matters most.
	Verbose bool
}

// formats are all formats. The first is the default.
var formats = []Format{
	{Name: "table", Doc: "for people: a scorecard, or the table of a batch", Write: writeTerminal},
	{Name: "json", Extension: ".json", Doc: "for programs: the whole report, by the schema that `score schema report` prints", Write: writeJSON},
	{Name: "html", Extension: ".html", Doc: "for people: one page that needs no network, with the source of each submission", Observes: true, Write: writeHTML},
	{Name: "markdown", Extension: ".md", Doc: "for people: a summary, as for a job of GitHub's or GitLab's", Write: writeMarkdown},
	{Name: "comment", Doc: "the same, short enough for a comment on a pull request", Write: writeComment},
	{Name: "github", Doc: "for GitHub Actions: commands that annotate lines", Write: writeGitHub},
	{Name: "sarif", Extension: ".sarif", Doc: "for code scanning: findings as SARIF 2.1.0", Write: writeSARIF},
	{Name: "gitlab", Doc: "for GitLab: findings as a code quality report", Write: writeGitLab},
	{Name: "junit", Extension: ".xml", Doc: "for CI servers: test cases as JUnit XML", Write: writeJUnit},
	{Name: "csv", Extension: ".csv", Doc: "for spreadsheets: a row for each submission", Write: writeCSV},
	{Name: "badge", Extension: ".svg", Doc: "an image with the total", Write: writeBadge},
	{Name: "pprof", Extension: ".pb.gz", Doc: "for go tool pprof: fuel by line and function", Observes: true, Write: writePprof},
	{Name: "ndjson", Extension: ".ndjson", Doc: "for programs that read line by line: a head, a line for each submission and problem, a summary", Write: writeLines},
}

// Formats lists the formats; the first is the default.
func Formats() []Format { return append([]Format(nil), formats...) }

// LookupFormat finds a format by its name.
func LookupFormat(name string) (Format, error) {
	var names []string
	for _, f := range formats {
		if f.Name == name {
			return f, nil
		}
		names = append(names, f.Name)
	}
	return Format{}, fmt.Errorf("unknown format %q: one of %s", name, strings.Join(names, ", "))
}

// FormatOf is the format that a file's name asks for; ok is false where it asks for none.
func FormatOf(file string) (f Format, ok bool) {
	for _, f := range formats {
		if f.Extension != "" && strings.HasSuffix(strings.ToLower(file), f.Extension) {
			return f, true
		}
	}
	return Format{}, false
}
