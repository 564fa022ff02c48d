package reports

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"strings"
)

// The elements of JUnit's XML, as CI servers read it.
type (
	junitSuites struct {
		XMLName  xml.Name     `xml:"testsuites"`
		Name     string       `xml:"name,attr"`
		Tests    int          `xml:"tests,attr"`
		Failures int          `xml:"failures,attr"`
		Errors   int          `xml:"errors,attr"`
		Skipped  int          `xml:"skipped,attr"`
		Suites   []junitSuite `xml:"testsuite"`
	}
	junitSuite struct {
		Name       string          `xml:"name,attr"`
		Tests      int             `xml:"tests,attr"`
		Failures   int             `xml:"failures,attr"`
		Errors     int             `xml:"errors,attr"`
		Skipped    int             `xml:"skipped,attr"`
		Time       string          `xml:"time,attr"`
		Properties []junitProperty `xml:"properties>property,omitempty"`
		Cases      []junitCase     `xml:"testcase"`
	}
	junitProperty struct {
		Name  string `xml:"name,attr"`
		Value string `xml:"value,attr"`
	}
	junitCase struct {
		Name    string       `xml:"name,attr"`
		Class   string       `xml:"classname,attr"`
		Time    string       `xml:"time,attr"`
		Failure *junitResult `xml:"failure"`
		Error   *junitResult `xml:"error"`
		Skipped *junitResult `xml:"skipped"`
		Out     *junitText   `xml:"system-out"`
		Err     *junitText   `xml:"system-err"`
	}
	junitResult struct {
		Message string `xml:"message,attr"`
		Type    string `xml:"type,attr,omitempty"`
		Text    string `xml:",chardata"`
	}
	junitText struct {
		Text string `xml:",chardata"`
	}
)

// writeJUnit writes a test suite for each submission, with a test case for each of the task's; one without a task has a
// case that says whether it ran to its end. What could not be decided is skipped, never failed.
func writeJUnit(w io.Writer, r *Report, _ Options) error {
	all := junitSuites{Name: r.Kind}
	if r.Provenance.Suite != nil {
		all.Name = Inert(r.Provenance.Suite.Name)
	}
	err := r.Each(func(_ int, s *Submission) error {
		suite := junitOf(s)
		all.Tests, all.Failures, all.Errors, all.Skipped = all.Tests+suite.Tests, all.Failures+suite.Failures, all.Errors+suite.Errors, all.Skipped+suite.Skipped
		all.Suites = append(all.Suites, suite)
		return nil
	})
	if err != nil {
		return err
	}
	text, err := xml.MarshalIndent(all, "", "  ")
	if err != nil {
		return err
	}
	// A log that shows this file must not take a line of it for a command.
	text = bytes.ReplaceAll(text, []byte("\n::"), []byte("\n&#58;:"))
	_, err = fmt.Fprintf(w, "%s%s\n", xml.Header, text)
	return err
}

func junitOf(s *Submission) junitSuite {
	out := junitSuite{Name: Inert(s.ID), Time: "0"}
	property := func(name, value string) { out.Properties = append(out.Properties, junitProperty{name, value}) }
	property("status", s.Status)
	if s.Total != nil {
		property("total", points(s.Total))
	}
	if s.Grade != "" {
		property("grade", s.Grade)
	}
	class := strings.ReplaceAll(Inert(s.ID), ".", "_")
	add := func(c junitCase) *junitCase {
		c.Class, c.Time = class, "0"
		out.Tests++
		switch {
		case c.Failure != nil:
			out.Failures++
		case c.Error != nil:
			out.Errors++
		case c.Skipped != nil:
			out.Skipped++
		}
		out.Cases = append(out.Cases, c)
		return &out.Cases[len(out.Cases)-1]
	}
	switch {
	case s.Status == StatusInfraError || s.Status == StatusRefused:
		add(junitCase{Name: "taken in and judged", Error: &junitResult{Message: Inert(s.Reason), Type: s.Status}})
	case len(s.Diagnostics) > 0:
		d := s.Diagnostics[0]
		add(junitCase{Name: "valid Python", Failure: &junitResult{Message: Inert(d.Kind + ": " + d.Message), Type: Inert(d.Kind), Text: Inert(fmt.Sprintf("%s:%d:%d: %s", d.File, d.Line, d.Column, d.Excerpt))}})
	case s.Run == nil:
		add(junitCase{Name: "runs", Skipped: &junitResult{Message: "not run"}})
	case len(s.Run.Cases) == 0:
		text, tone := runEnd(s.Run)
		c := junitCase{Name: "runs"}
		switch tone {
		case red:
			c.Failure = &junitResult{Message: Inert(text), Type: s.Run.Status}
		case yellow:
			c.Skipped = &junitResult{Message: Inert(text)}
		}
		printedIn(add(c), s.Run)
	default:
		for i, k := range s.Run.Cases {
			c := junitCase{Name: Inert(k.Name)}
			detail := Inert(k.Detail)
			if k.Line > 0 {
				detail += fmt.Sprintf(" (line %d)", k.Line)
			}
			switch k.Verdict {
			case "failed":
				c.Failure = &junitResult{Message: detail, Type: Inert(s.Run.Status)}
			case "unavailable":
				c.Skipped = &junitResult{Message: detail}
			}
			if added := add(c); i == 0 {
				printedIn(added, s.Run)
			}
		}
	}
	return out
}

func printedIn(c *junitCase, r *Run) {
	if r.Stdout != "" {
		c.Out = &junitText{InertLines(r.Stdout)}
	}
	if r.Stderr != "" {
		c.Err = &junitText{InertLines(r.Stderr)}
	}
}
