package gpython

import (
	"bytes"
	"fmt"
	"sort"
	"strings"

	"github.com/go-python/gpython/py"

	"github.com/assay-score/assay/interp"
	"github.com/assay-score/assay/interp/resolve"
	"github.com/assay-score/assay/interp/source"
	"github.com/assay-score/assay/interp/syntax"
)

// prepare turns a source text into code: our parser and scoping decide what is wrong with it, lowering what gpython
// lacks, and gpython's compiler does the rest. Compiling is paid for by the byte of what is left of the text after
// lowering, without white space: comments, blank lines and the width of an indent cost nothing, so they cannot move a score.
func (r *run) prepare(file *source.File) (*code, error) {
	return r.prepareMode(file, syntax.ModeExec)
}

func (r *run) prepareMode(file *source.File, mode syntax.Mode) (*code, error) {
	if uint64(len(file.Text)) > r.lim.SourceBytes {
		r.haltAt(file, 0, interp.UnsupportedUse, fmt.Sprintf("source of more than %d bytes", r.lim.SourceBytes))
	}
	tree := syntax.Parse(file, syntax.Options{Mode: mode})
	if len(tree.Errors) > 0 {
		return nil, r.syntaxError(file, tree.Errors[0])
	}
	if info := resolve.Resolve(tree); len(info.Errors) > 0 {
		return nil, r.syntaxError(file, info.Errors[0])
	}
	text, g := lower(file, tree.Root, false)
	if g != nil {
		r.haltAt(file, file.Position(g.pos).Line, interp.UnsupportedUse, g.what)
	}
	r.charge(compileCost(text))
	c, g := compileText(file, tree.Root, text, mode)
	if g != nil {
		r.haltAt(file, file.Position(g.pos).Line, interp.UnsupportedUse, g.what)
	}
	return c, nil
}

// compileCost is the price of compiling a lowered text. gpython's lexer copies the rest of the text for every token, so
// it takes time in the square of the length, on top of some twenty units a byte; what is there besides tokens counts only once there is an unusual lot of it.
func compileCost(text string) uint64 {
	const unusual = 256 << 10
	var tokens uint64
	for i := range len(text) {
		if text[i] > ' ' {
			tokens++
		}
	}
	cost := 1000 + 20*tokens + tokens*tokens/4096
	if all := uint64(len(text)); all > unusual {
		cost += all * all / 4096
	}
	return cost
}

// haltAt is halt for a place in a file that is not running yet.
func (r *run) haltAt(file *source.File, line int, status interp.Status, detail string) {
	panic(&stop{status: status, detail: detail, file: file, line: line})
}

// syntaxError is the exception for a source that Python refuses.
func (r *run) syntaxError(file *source.File, d *source.Diagnostic) error {
	at := file.Position(d.From)
	return &exception{
		cls:    r.t.exceptions[d.Kind.String()],
		args:   py.Tuple{py.String(fmt.Sprintf("%s (%s, line %d)", d.Message, baseName(file.Name), at.Line))},
		syntax: &syntaxError{file: file, diag: d},
	}
}

func baseName(name string) string { return name[strings.LastIndexByte(name, '/')+1:] }

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	return keys
}

// faultPlace finds the function that panicked in a stack trace of Go: the first one below the machinery of panics.
func faultPlace(stack []byte) string {
	lines := bytes.Split(stack, []byte("\n"))
	seen := false
	for _, l := range lines {
		s := string(l)
		if strings.HasPrefix(s, "panic(") {
			seen = true
			continue
		}
		if seen && !strings.HasPrefix(s, "\t") && !strings.HasPrefix(s, "runtime.") {
			if i := strings.LastIndexByte(s, '('); i > 0 {
				s = s[:i]
			}
			return s[strings.LastIndexByte(s, '/')+1:]
		}
	}
	return "an unknown place"
}
