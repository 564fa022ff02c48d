package reports

import (
	"fmt"
	"io"

	"github.com/assay-score/assay/profiles"
)

// WriteSettings lists each value of a profile and where it was set, a line each, whole: a path that is cut off cannot be
// looked for.
func WriteSettings(w io.Writer, l *profiles.Loaded, o Options) error {
	p := newPage(o)
	p.spread([]seg{{l.ID, bold}}, []seg{{l.Digest()[:19], dim}})
	p.rule()
	p.wrap(nil, 0, l.Doc, normal)
	p.blank()
	if _, err := w.Write(p.bytes()); err != nil {
		return err
	}
	longest := 0
	for _, s := range l.Settings {
		longest = max(longest, len(s.Path))
	}
	for _, s := range l.Settings {
		if s.Path == "id" || s.Path == "doc" {
			continue
		}
		if _, err := fmt.Fprintf(w, "%-*s  %-12s %s\n", longest, Inert(s.Path), Inert(shown(s.Value)), Inert(s.Place.String())); err != nil {
			return err
		}
	}
	return nil
}

// WriteDifferences lists what differs between two profiles, a line each.
func WriteDifferences(w io.Writer, left, right string, list []profiles.Difference, _ Options) error {
	if len(list) == 0 {
		_, err := fmt.Fprintln(w, "nothing differs")
		return err
	}
	if _, err := fmt.Fprintf(w, "- %s\n+ %s\n", Inert(left), Inert(right)); err != nil {
		return err
	}
	for _, d := range list {
		text := ""
		if d.Only <= 0 {
			text += fmt.Sprintf("- %s: %s\n", Inert(d.Path), Inert(shown(d.Left)))
		}
		if d.Only >= 0 {
			text += fmt.Sprintf("+ %s: %s\n", Inert(d.Path), Inert(shown(d.Right)))
		}
		if _, err := io.WriteString(w, text); err != nil {
			return err
		}
	}
	return nil
}

// shown is a value of a profile for people.
func shown(v any) string {
	switch v := v.(type) {
	case nil:
		return "null"
	case string:
		return v
	case float64:
		return fmt.Sprintf("%g", v)
	}
	return fmt.Sprint(v)
}
