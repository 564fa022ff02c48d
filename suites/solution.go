package suites

import (
	"strings"

	"github.com/assay-score/assay/analyze"
)

// Solution is the program that a completion makes with the task's prompt. The package's comment states the rules.
func (t *Task) Solution(completion string) string {
	program, _ := t.solution(completion)
	return program
}

// solution also says which repairs were made.
func (t *Task) solution(completion string) (string, []analyze.Note) {
	text, notes := unwrap(completion)
	if !t.repeats(text) {
		return t.Prompt + text, notes
	}
	notes = append(notes, analyze.Note{Code: analyze.NoteWholeFunction, File: analyze.SolutionFile,
		Message: "the completion repeats " + t.EntryPoint + " and takes the place of the prompt's"})
	before := t.preamble()
	if core := strings.TrimSpace(before); core == "" || strings.Contains(text, core) {
		return text, notes
	}
	return before + text, notes
}

// Program is the program that a whole solution is: itself, out of its Markdown if it is wrapped.
func (t *Task) Program(solution string) string {
	program, _ := unwrap(solution)
	return program
}

// ReferenceProgram is the prompt with its reference solution.
func (t *Task) ReferenceProgram() string { return t.Prompt + t.Reference }

// unwrap takes a text out of the Markdown that it came in, if so.
func unwrap(text string) (string, []analyze.Note) {
	if !analyze.LooksMarkdown(text) {
		return text, nil
	}
	code := analyze.FencedCode(text)
	if strings.TrimSpace(code) == "" {
		return text, nil
	}
	return code, []analyze.Note{{Code: analyze.NoteMarkedInside, File: analyze.SolutionFile,
		Message: "came wrapped in Markdown, of which only the code counts"}}
}

// repeats reports whether a text begins a program of its own, at the left margin, that defines the entry point.
func (t *Task) repeats(text string) bool {
	begun := false
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, "\r\n")
		if blank := strings.TrimSpace(line); !begun && (blank == "" || blank[0] == '#') {
			continue
		}
		if !begun && (line[0] == ' ' || line[0] == '\t') {
			return false
		}
		begun = true
		if defines(line, t.EntryPoint) {
			return true
		}
	}
	return false
}

// defines reports whether a line at the left margin begins the definition of a name or assigns it.
func defines(line, name string) bool {
	rest := strings.TrimPrefix(line, "async ")
	keyword := false
	for _, word := range [...]string{"def ", "class "} {
		if after, ok := strings.CutPrefix(rest, word); ok {
			rest, keyword = strings.TrimLeft(after, " \t"), true
			break
		}
	}
	rest, ok := strings.CutPrefix(rest, name)
	rest = strings.TrimLeft(rest, " \t")
	switch {
	case !ok || rest == "":
		return false
	case keyword:
		return rest[0] == '(' || rest[0] == '[' || rest[0] == ':'
	}
	return rest[0] == '=' && !strings.HasPrefix(rest, "==")
}

// preamble is what stands in the prompt before the definition of the entry point, its decorators and the comments that
// belong to it left out with it; "" where the prompt does not define it.
func (t *Task) preamble() string {
	at, end := -1, 0
	for line := range strings.Lines(t.Prompt) {
		if defines(strings.TrimRight(line, "\r\n"), t.EntryPoint) {
			at = end // the last one is what a completion continues
		}
		end += len(line)
	}
	if at < 0 {
		return ""
	}
	head := t.Prompt[:at]
	for {
		trimmed := strings.TrimRight(head, " \t\r\n")
		start := strings.LastIndexByte(trimmed, '\n') + 1
		if start == len(trimmed) || trimmed[start] != '@' && trimmed[start] != '#' {
			return head
		}
		head = trimmed[:start]
	}
}

// firstLine bounds a text to one line of a message.
func firstLine(s string) string {
	const limit = 300
	s, _, _ = strings.Cut(strings.TrimSpace(s), "\n")
	s = strings.ToValidUTF8(s, "\uFFFD")
	if len(s) > limit {
		s = strings.ToValidUTF8(s[:limit], "") + "…"
	}
	return s
}
