package pipeline

import (
	"fmt"
	"regexp"
	"runtime"
	"strings"
)

// address is what differs between two processes in the text of a panic.
var address = regexp.MustCompile(`0x[0-9a-fA-F]+`)

// describe says in a line what panicked and where in our code, without addresses, so that it is the same every time.
func describe(fault any) string {
	text, _, _ := strings.Cut(fmt.Sprint(fault), "\n")
	text = address.ReplaceAllString(text, "0x…")
	pcs := make([]uintptr, 64)
	frames := runtime.CallersFrames(pcs[:runtime.Callers(3, pcs)])
	for {
		frame, more := frames.Next()
		if name, ours := strings.CutPrefix(frame.Function, "github.com/assay-score/assay/"); ours && !strings.Contains(name, "describe") {
			return fmt.Sprintf("%s (in %s)", text, name)
		}
		if !more {
			return text
		}
	}
}
