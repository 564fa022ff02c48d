package main

import (
	"archive/zip"
	"fmt"
	"os"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"
)

// hostile makes an input that no script could hold: hostile KIND FILE.
func hostile(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: hostile KIND FILE")
	}
	name := ts.MkAbs(args[1])
	switch args[0] {
	case "zip-slip":
		ts.Check(writeZip(name, "../escaped.py", "print(1)\n"))
	case "zip-good":
		ts.Check(writeZip(name, "main.py", "print(1)\n"))
	case "zip-control":
		ts.Check(writeZip(name, "a\x1b[2J.py", "print(1)\n"))
	case "parentheses":
		ts.Check(os.WriteFile(name, []byte("x = "+strings.Repeat("(", 1_000_000)+"\n"), 0o644))
	case "chain":
		ts.Check(os.WriteFile(name, []byte("x = "+strings.Repeat("1+", 200_000)+"1\n"), 0o644))
	case "blocks":
		var b strings.Builder
		for i := range 3000 {
			fmt.Fprintf(&b, "%sif 1:\n", strings.Repeat(" ", i))
		}
		ts.Check(os.WriteFile(name, []byte(b.String()), 0o644))
	case "control":
		ts.Check(os.WriteFile(name, []byte("# \u202e evil \x1b]52;c;aGk=\a\nraise ValueError('\x1b[2J\u202e\u200b')\n"), 0o644))
	case "utf16":
		ts.Check(os.WriteFile(name, []byte("\xff\xfep\x00r\x00i\x00n\x00t\x00"), 0o644))
	case "nul":
		ts.Check(os.WriteFile(name, []byte("print(1)\x00\n"), 0o644))
	default:
		ts.Fatalf("hostile: unknown kind %q", args[0])
	}
}

func writeZip(name, entry, text string) error {
	f, err := os.Create(name)
	if err != nil {
		return err
	}
	defer f.Close()
	z := zip.NewWriter(f)
	w, err := z.Create(entry)
	if err != nil {
		return err
	}
	if _, err := w.Write([]byte(text)); err != nil {
		return err
	}
	return z.Close()
}
