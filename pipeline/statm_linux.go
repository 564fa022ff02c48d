package pipeline

import (
	"bytes"
	"os"
	"strconv"
)

// residentOf reads the second number of /proc/PID/statm, which counts pages.
func residentOf(file string) (uint64, bool) {
	text, err := os.ReadFile(file)
	if err != nil {
		return 0, false
	}
	parts := bytes.Fields(text)
	if len(parts) < 2 {
		return 0, false
	}
	pages, err := strconv.ParseUint(string(parts[1]), 10, 64)
	return pages * uint64(os.Getpagesize()), err == nil
}
