package interp

import (
	"io"
	"io/fs"
)

// Host is the whole world of a running program. The zero value is an empty one: no files, no input, no arguments.
type Host struct {
	// FS holds the files that imports and open may read, read-only; nil for none. Imports search its root after
	// the engine's own modules.
	FS fs.FS
	// Mounts are folders of Python packages that imports search after the engine's own modules and FS, in order,
	// read-only. What is imported from them runs inside the sandbox and its limits like the program itself.
	Mounts []Mount
	// Paths say what a program may do with the paths of its file system that begin with a prefix; the longest counts.
	// Without them it may read everything there is and write to its working folder, /sandbox, and to /tmp.
	Paths []PathRule
	// Argv is sys.argv; nil stands for [""].
	Argv []string
	// Env is os.environ as "NAME=value" lines; nothing of the real environment is ever added.
	Env []string
	// Stdin is what input and sys.stdin read; nil is at its end.
	Stdin io.Reader
	// Stdout and Stderr, where set, receive output as it is written instead of its being kept in the outcome.
	Stdout, Stderr io.Writer
	// Replies are what the module requests answers with: the first of a method and URL that was not given yet, and the
	// last of them again after that. Nothing is ever sent anywhere.
	Replies []Reply
	// Seed fixes hash order, random and everything else that varies between runs of CPython.
	Seed uint64
}

// Mount is a folder of Python packages.
type Mount struct {
	Name string // what the files' names in tracebacks and __file__ begin with
	FS   fs.FS
}

// PathRule says what may be done with the files below a path.
type PathRule struct {
	Prefix      string // "/sandbox/out"
	Read, Write bool
}

// Reply is a recorded reply of HTTP.
type Reply struct {
	Method string // "" stands for any
	URL    string
	Status int
	Reason string
	Header [][2]string
	Body   []byte
}
