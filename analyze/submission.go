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
	ID   string // unique in its batch and stable: a path, a task id, "task#2"
	Kind Kind
	Task string // id of the task it answers; "" for none
	// Files are the Python of it, ordered by path; cells and fences stand in their document's order.
	Files []File
	// Data are the other files of a folder or archive, ordered by path: what a program may open.
	Data  []Data
	Steps []interp.Step // what running it without a task means
	Notes []Note        // what was odd about it, in order
	// Digest is "sha256:…" over kind, paths and bytes; see [Submission.FS] for the same files as a file system.
	Digest string
	// Refused says in one line why it was not taken in; nothing else but ID, Task and Kind is set then.
	Refused string

	unnoted int // notes that came after the list was full
}

// File is one Python file of a submission (a cell of a notebook, a fence of an answer).
type File struct {
	Path   string // slash-separated, relative to the submission's root
	Source *source.File
	// Invalid is why the bytes could not be decoded; Source then holds what could be made out.
	Invalid *source.Diagnostic
	// Raw are the bytes as handed in. They are nil for a cell, a fence or a completion, which is not a file that an
	// import or open could reach.
	Raw []byte
}

// Data is a file of a submission that is not Python.
type Data struct {
	Path  string // as in File
	Bytes []byte
}

// MaxNotes bounds Submission.Notes; the last one then says how many more there were.
const MaxNotes = 200

// Note is an observation made on the way in: a magic in a notebook, a file that is not UTF-8, no code found.
type Note struct {
	Code    string // stable, one of the Note constants
	File    string
	Line    int // 0 where it concerns the whole file
	Message string
}

// The codes of notes.
const (
	NoteEncoding      = "encoding"         // bytes that are not UTF-8, or not what the file says they are
	NoteMagic         = "notebook-magic"   // a line that is IPython's, not Python's
	NoteNoCode        = "no-code"          // nothing to run
	NoteUnlabelled    = "unlabelled-fence" // a fence without a language, taken for Python
	NoteUnclosed      = "unclosed-fence"   // a fence that runs to the end of the answer
	NoteConsole       = "console-fence"    // an interactive session, which is no program
	NoteModuleName    = "module-name"      // a file that no import statement can name
	NoteShadow        = "shadows-module"   // a file named as a module of the standard library
	NoteSkipped       = "skipped"          // a folder or file that is not looked at
	NoteNotRun        = "not-run"          // a file that running the folder leaves out
	NoteMarkedInside  = "markdown-in-code" // a completion that came wrapped in Markdown
	NoteWholeFunction = "repeats-function" // a completion that repeats the function instead of continuing it
	NoteMore          = "more-notes"       // there were more of them than are kept
)
