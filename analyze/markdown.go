package analyze

import (
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/assay-score/assay/interp"
	"github.com/assay-score/assay/interp/source"
)

// language is what the info string of a fence says about its content.
type language uint8

const (
	otherLanguage language = iota
	python
	ipython // Python with IPython's magics
	console // an interactive session, prompts and output
	unlabelled
)

// fenceLanguage reads an info string: its first word, in any case, with the decorations of pandoc and R Markdown taken
// off ("{.python}", "{python, echo=TRUE}", "python:main.py", "py title=…").
func fenceLanguage(info string) language {
	word := strings.TrimLeft(info, "{. \t")
	if end := strings.IndexAny(word, " \t,:;{}("); end >= 0 {
		word = word[:end]
	}
	switch strings.ToLower(word) {
	case "":
		return unlabelled
	case "python", "py", "python3", "py3":
		return python
	case "ipython", "ipython3":
		return ipython
	case "pycon", "python-console", "python-repl", "pyrepl", "doctest":
		return console
	}
	return otherLanguage
}

// pythonFences picks the fences that are Python: those labelled so or, where none is and exactly one fence has no
// label at all, that one.
func pythonFences(all []fence) (chosen []fence, guessed bool) {
	var bare []fence
	for _, f := range all {
		switch fenceLanguage(f.info) {
		case python, ipython:
			chosen = append(chosen, f)
		case unlabelled:
			bare = append(bare, f)
		}
	}
	if len(chosen) == 0 && len(bare) == 1 {
		return bare, true
	}
	return chosen, false
}

// LooksMarkdown reports whether a text is more likely Markdown with code than Python: it has a fence, and is not valid
// Python. (A docstring may have a fence too; prose between statements is never valid.)
func LooksMarkdown(text string) bool {
	if !strings.Contains(text, "```") && !strings.Contains(text, "~~~") {
		return false
	}
	return len(fences(lineEnds(text), 1)) > 0 && !validPython(text)
}

// FencedCode is the Python of a Markdown text, its fences one after the other. It is "" where there is none.
func FencedCode(text string) string {
	chosen, _ := pythonFences(fences(lineEnds(text), maxFences))
	var b strings.Builder
	for _, f := range chosen {
		b.Write(f.code)
	}
	return b.String()
}

// fromMarkdown takes the Python fences of an answer as steps of one program. Each becomes a file of its own that has
// as many empty lines in front as the answer has lines before it, so that line numbers in tracebacks and findings are
// those of the answer. Columns are those of the code: a fence inside a list loses the list's indentation.
func fromMarkdown(id, base string, data []byte, only int, b Bounds) *Submission {
	s := &Submission{ID: id, Kind: KindMarkdown}
	text := s.text(base, data)
	all := fences(text, b.Entries+1)
	if len(all) > b.Entries {
		return refused(id, KindMarkdown, fmt.Errorf("more than %d fences", b.Entries))
	}
	chosen, guessed := pythonFences(all)
	if only < 0 || only > len(chosen) {
		return refused(id, KindMarkdown, fmt.Errorf("there is no fence %d: %s", only, countFences(len(chosen))))
	}
	if len(chosen) > b.Files {
		return refused(id, KindMarkdown, fmt.Errorf("more than %d fences", b.Files))
	}
	for _, f := range all {
		if fenceLanguage(f.info) == console {
			s.note(NoteConsole, base, f.line, "an interactive session, which is not run")
		}
	}
	var total int64
	for i, f := range chosen {
		if only != 0 && i+1 != only {
			continue
		}
		if guessed {
			s.note(NoteUnlabelled, base, f.line, "the only fence, without a language: taken for Python")
		}
		if !f.closed {
			s.note(NoteUnclosed, base, f.line, "the fence is not closed")
		}
		code := strings.Repeat("\n", f.line) + string(f.code)
		if total += int64(len(code)); total > b.TotalBytes {
			return refused(id, KindMarkdown, errors.New("the fences exceed "+size(b.TotalBytes)+" in all"))
		}
		name := fmt.Sprintf("%s#fence-%d", base, i+1)
		if fenceLanguage(f.info) == ipython {
			code = s.withoutMagics(name, code)
		}
		s.addText(name, code, fmt.Sprintf("fence %d", i+1))
	}
	return s.sealed(noPythonFence(all))
}

func countFences(n int) string {
	if n == 1 {
		return "the answer has 1 Python fence"
	}
	return fmt.Sprintf("the answer has %d Python fences", n)
}

// addText adds Python that is part of a larger document, and the step that runs it.
func (s *Submission) addText(name, code, label string) {
	f := source.NewFile(name, code)
	s.Files = append(s.Files, File{Path: name, Source: f})
	s.Steps = append(s.Steps, interp.Step{Kind: interp.RunMain, Source: f, Label: label})
}

// text decodes a document that is not itself Python. It has to be UTF-8; what is not is noted and replaced.
func (s *Submission) text(name string, data []byte) string {
	text := strings.TrimPrefix(string(data), "\uFEFF")
	if !utf8.ValidString(text) {
		line := 1
		for rest := text; rest != ""; {
			r, n := utf8.DecodeRuneInString(rest)
			if r == utf8.RuneError && n == 1 {
				break
			}
			if r == '\n' {
				line++
			}
			rest = rest[n:]
		}
		s.note(NoteEncoding, name, line, "not UTF-8")
		text = strings.ToValidUTF8(text, "\uFFFD")
	}
	return lineEnds(text)
}

// lineEnds makes every line end a single '\n'.
func lineEnds(text string) string {
	if strings.IndexByte(text, '\r') < 0 {
		return text
	}
	return strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
}
