package safety

import (
	"strings"

	"github.com/assay-score/assay/analyze/facts"
	"github.com/assay-score/assay/interp/syntax"
)

var fileChange = &Rule{
	ID: "SAF701", Slug: "file_change", Title: "files written, moved or deleted",
	Severity: Medium, Confidence: HighConfidence, CWE: 73, Bandit: []string{"B103"}, Ruff: []string{"S103"},
	Doc: "Opening a file for writing, and the functions of os, shutil and pathlib that make, move, delete or change files and " +
		"folders; deleting a whole folder is a high one. Opening for reading is not flagged.",
	Fix: "return the data, or print it",
	Call: func(p *Pass, n *syntax.Call) {
		for _, path := range p.Meaning.Paths(n.Func) {
			switch path {
			case "builtins.open", "io.open", "io.FileIO", "codecs.open", "os.open", "gzip.open", "bz2.open", "lzma.open":
				p.opened(n, path, 1)
			case "pathlib.Path().open", "pathlib.PosixPath().open":
				p.opened(n, path, 0)
			}
		}
	},
	Reference: func(p *Pass, e syntax.Expr, path string) {
		switch {
		case path == "shutil.rmtree":
			p.ReportAs(e, High, HighConfidence, path, "a whole folder is deleted")
		case changesFiles(path):
			p.Report(e, path, path+" changes files of the machine")
		}
	},
}

// opened reports a call that opens a file in a mode that writes; the mode is its argument at a position, or by name.
func (p *Pass) opened(n *syntax.Call, path string, at int) {
	mode, ok := p.Fold.Str(facts.Argument(n, at, "mode"))
	if path == "os.open" {
		flags := facts.Argument(n, 1, "flags")
		ok, mode = flags != nil && !p.Meaning.Is(flags, "os.O_RDONLY"), "w"
	}
	if ok && strings.ContainsAny(mode, "wax+") {
		var name string
		if at > 0 {
			name, _ = p.Fold.Str(facts.Argument(n, 0, "file"))
		}
		p.Report(n, name, "a file is opened for writing")
	}
}

// changesFiles reports whether a path is a function that makes, moves, deletes or changes files or folders.
func changesFiles(path string) bool {
	module, name, _ := strings.Cut(path, ".")
	switch module {
	case "os", "posix", "nt":
		switch name {
		case "remove", "unlink", "rename", "renames", "replace", "rmdir", "removedirs", "mkdir", "makedirs", "chmod", "chown", "lchown", "symlink",
			"link", "truncate", "mkfifo", "mknod", "utime":
			return true
		}
	case "shutil":
		switch name {
		case "move", "copy", "copy2", "copyfile", "copytree", "copymode", "copystat", "chown", "make_archive", "unpack_archive":
			return true
		}
	case "pathlib":
		if class, method, ok := strings.Cut(name, "()."); ok && strings.HasSuffix(class, "Path") {
			switch method {
			case "unlink", "rmdir", "mkdir", "rename", "replace", "write_text", "write_bytes", "touch", "chmod", "symlink_to", "hardlink_to":
				return true
			}
		}
	}
	return false
}
