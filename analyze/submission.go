package analyze

import (
	"github.com/assay-score/assay/interp"
	"github.com/assay-score/assay/interp/source"
)

// Kind says what a submission came as.
type Kind uint8

// The kinds of submission.
const (
	KindFile Kind = iota // one Python file, or standard input
	KindFolder
	KindArchive // zip or tar
	KindNotebook
	KindMarkdown
	KindCompletion // one line of a JSON Lines file of solutions
)

var kindNames = [...]string{"file", "folder", "archive", "notebook", "markdown", "completion"}

// String is the name used in reports.
func (k Kind) String() string { return kindNames[k] }

// Submission is what was handed in, in one form whatever it came as.
type Submission struct {
	ID     string // unique in its batch and stable: a path, a task id, "task#2"
	Kind   Kind
	Task   string // id of the task it answers; "" for none
	Files  []File // ordered by path
	Steps  []interp.Step
	Notes  []Note // what was odd about it, in order
	Digest string // "sha256:…" over kind, paths and bytes
	// Refused says in one line why it was not taken in; nothing else but ID, Task and Kind is set then.
	Refused string
}

// File is one Python file of a submission (a cell of a notebook, a fence of an answer).
type File struct {
	Path   string // slash-separated, relative to the submission's root
	Source *source.File
	// Invalid is why the bytes could not be decoded; Source then holds what could be made out.
	Invalid *source.Diagnostic
}

// Note is an observation made on the way in: a magic in a notebook, a file that is not UTF-8, no code found.
type Note struct {
	Code    string // stable: "notebook-magic", "encoding", "no-code"
	File    string
	Line    int // 0 where it concerns the whole file
	Message string
}
