package suites

import (
	"bufio"
	"compress/gzip"
	"fmt"
	"io"
	"path"
	"strings"

	"github.com/assay-score/assay/analyze"
)

// Problems are the lines of a suite that are wrong, at least one. A suite with such a line is not used at all: a score
// over the tasks that happen to be readable would be a score of another suite.
type Problems []analyze.Problem

// maxShown bounds how many problems one error names.
const maxShown = 10

// Error gives a line for each problem, up to ten.
func (p Problems) Error() string {
	var b strings.Builder
	for i, problem := range p {
		if i == maxShown {
			fmt.Fprintf(&b, "\nand %d more", len(p)-i)
			break
		}
		if i > 0 {
			b.WriteByte('\n')
		}
		b.WriteString(problem.Error())
	}
	return b.String()
}

// Read reads a suite whose format it finds out, gzipped or not. The error is [Problems] where lines are wrong.
func Read(name string, r io.Reader, b analyze.Bounds) (*Suite, error) {
	in := bufio.NewReader(r)
	if head, _ := in.Peek(2); len(head) == 2 && head[0] == 0x1f && head[1] == 0x8b {
		z, err := gzip.NewReader(in)
		if err != nil {
			return nil, Problems{{File: name, Message: "a damaged gzip"}}
		}
		in = bufio.NewReader(z) // what it unpacks to is bounded by the reader of lines
	}
	if head, _ := in.Peek(512); strings.HasPrefix(strings.TrimLeft(strings.TrimPrefix(string(head), "\uFEFF"), " \t\r\n"), "[") {
		return nil, Problems{{File: name, Line: 1, Message: "a JSON array, expected JSON Lines: one task object a line"}}
	}
	return ReadHumanEval(name, in, b)
}

// suiteName is the name of a suite's file without folder and endings.
func suiteName(name string) string {
	stem := strings.TrimSuffix(path.Base(name), ".gz")
	return strings.TrimSuffix(stem, path.Ext(stem))
}
