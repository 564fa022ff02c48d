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
