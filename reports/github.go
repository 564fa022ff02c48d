package reports

import (
	"fmt"
	"io"
	"slices"
	"strings"
)

// maxAnnotations bounds the annotations: GitHub shows ten errors and ten warnings of a step.
const maxAnnotations = 50

// writeGitHub writes workflow commands that annotate lines.
func writeGitHub(w io.Writer, r *Report, _ Options) error {
	var b strings.Builder
	n, more := 0, 0
	err := r.Each(func(_ int, s *Submission) error {
		list := issues(s)
		switch s.Status {
		case StatusInfraError, StatusRefused:
			list = append(list, issue{rule: s.Status, title: stateName(s.Status), severity: "high", file: location(s, ""), message: s.Reason})
		}
		for _, g := range s.Gates {
			list = append(list, issue{rule: ruleGate, title: "gate " + g.ID, severity: "high", file: location(s, mainFile(s)), message: g.Reason})
		}
		list = slices.DeleteFunc(list, func(i issue) bool { return i.suppressed != "" })
		for i := range list {
			if n++; n > maxAnnotations {
				more++
				continue
			}
			b.WriteString(annotation(&list[i]))
		}
		return nil
	})
	if err != nil {
		return err
	}
	if more > 0 {
		fmt.Fprintf(&b, "::notice title=score::and %d more\n", more)
	}
	text := fmt.Sprintf("%d scored of %d", r.Summary.Scored, r.Summary.Submissions)
	if r.Summary.Mean != nil {
		text += ", mean " + fixed(*r.Summary.Mean)
	}
	fmt.Fprintf(&b, "::notice title=score::%s\n", text)
	_, err = io.WriteString(w, b.String())
	return err
}

func annotation(i *issue) string {
	level := "notice"
	switch i.severity {
	case "critical", "high":
		level = "error"
	case "medium":
		level = "warning"
	}
	properties := []string{"title=" + property(i.rule+" "+i.title)}
	if i.file != "" {
		properties = append(properties, "file="+property(i.file))
	}
	if i.line > 0 {
		properties = append(properties, fmt.Sprintf("line=%d", i.line))
		if i.endLine >= i.line {
			properties = append(properties, fmt.Sprintf("endLine=%d", i.endLine))
		}
		if i.column > 0 && i.endLine == i.line && i.endC > i.column {
			properties = append(properties, fmt.Sprintf("col=%d,endColumn=%d", i.column, i.endC))
		}
	}
	message := i.message
	if i.fix != "" {
		message += " Instead: " + i.fix
	}
	return fmt.Sprintf("::%s %s::%s\n", level, strings.Join(properties, ","), data(message))
}

// data and property escape as the toolkit of GitHub Actions does, after everything hidden was made visible.
func data(text string) string {
	return strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A").Replace(Inert(text))
}

func property(text string) string {
	return strings.NewReplacer(":", "%3A", ",", "%2C").Replace(data(text))
}
