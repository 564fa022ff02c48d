package analyze

import (
	"errors"
	"fmt"
	"strings"
)

// A submission without a line of Python is refused: nothing about it can be true or false, and a report over nothing
// reads like a verdict. (An answer to a task is another matter: an empty one has an answer's fate, see [Completion].)

// sealed ends the making of a submission that came in through a door, which refuses one without code. what says in
// which sense there is none where no Python was found at all.
func (s *Submission) sealed(what string) *Submission {
	if why := s.codeless(what); why != "" {
		return refused(s.ID, s.Kind, errors.New("no Python found: "+why))
	}
	s.seal()
	return s
}

// codeless says why there is nothing to judge; "" where there is code, even if it is not valid.
func (s *Submission) codeless(what string) string {
	if len(s.Files) == 0 {
		return what
	}
	comments := false
	for _, f := range s.Files {
		if f.Invalid != nil {
			return ""
		}
		for line := range strings.Lines(f.Source.Text) {
			line = strings.TrimLeft(line, " \t\f\r\n")
			if line != "" && line[0] != '#' {
				return ""
			}
			comments = comments || line != ""
		}
	}
	switch {
	case s.Kind == KindNotebook:
		return "the code cells hold nothing but comments and magics"
	case comments && len(s.Files) == 1:
		return "it holds nothing but comments"
	case comments:
		return "its parts hold nothing but comments"
	}
	return "it is empty"
}

// noPython says of a folder or archive that none of its files is Python.
func noPython(data []Data) string {
	switch len(data) {
	case 0:
		return "it has no files"
	case 1:
		return "its one file is not named .py"
	}
	return fmt.Sprintf("none of its %d files is named .py", len(data))
}

// noPythonFence says of a Markdown answer that none of its fences is Python.
func noPythonFence(all []fence) string {
	bare, sessions := 0, 0
	for _, f := range all {
		switch fenceLanguage(f.info) {
		case unlabelled:
			bare++
		case console:
			sessions++
		}
	}
	switch {
	case len(all) == 0:
		return "there is no fenced code"
	case bare > 1:
		return fmt.Sprintf("%d fences have no language, expected ```python", bare)
	case sessions > 0:
		return "an interactive session is no program, expected a fence ```python"
	case len(all) == 1:
		return "the one fence is not labelled as Python"
	}
	return fmt.Sprintf("none of the %d fences is labelled as Python", len(all))
}
