package analyze

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"strings"
	"unicode/utf8"

	"github.com/assay-score/assay/interp"
	"github.com/assay-score/assay/interp/source"
	"github.com/assay-score/assay/interp/syntax"
)

// Options say how a submission is taken in. The zero value is the default.
type Options struct {
	Bounds Bounds
	// Fence picks one Python fence of a Markdown answer, counted from 1; 0 takes them all.
	Fence int
}

// Stdin is the path of the file that standard input becomes.
const Stdin = "<stdin>"

// FromFiles takes in several files as one submission; their order does not matter. They run as a folder does.
func FromFiles(id string, files []Data, o Options) *Submission {
	c := newCollector(o.Bounds.OrDefault())
	if err := noFence(o, "a folder"); err != nil {
		return refused(id, KindFolder, err)
	}
	for _, f := range files {
		if err := checkName(f.Path, c.bounds); err != nil {
			return refused(id, KindFolder, err)
		}
		if err := c.read(f.Path, bytes.NewReader(f.Bytes), nil); err != nil {
			return refused(id, KindFolder, err)
		}
	}
	return c.submission(id, KindFolder, "")
}

// FromFS takes in what lies at name in a file system, which is a folder or a file. The name is the submission's ID.
func FromFS(fsys fs.FS, name string, o Options) *Submission {
	info, err := fs.Stat(fsys, name)
	if err != nil {
		return refused(name, KindFile, err)
	}
	if info.IsDir() {
		return fromFolder(name, fsys, name, path.Base(name), o)
	}
	if !info.Mode().IsRegular() {
		return refused(name, KindFile, fmt.Errorf("%s, expected a file or a folder", modeName(info.Mode())))
	}
	f, err := fsys.Open(name)
	if err != nil {
		return refused(name, KindFile, err)
	}
	defer f.Close()
	return FromReader(name, f, o)
}

// FromReader takes in what a reader gives up to the bounds, standard input for one. See [FromFile].
func FromReader(name string, r io.Reader, o Options) *Submission {
	data, err := readAll(r, o.Bounds.OrDefault().TotalBytes)
	if err != nil {
		return refused(name, KindFile, err)
	}
	return FromFile(name, data, o)
}

func readAll(r io.Reader, limit int64) ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(r, limit+1))
	if err == nil && int64(len(data)) > limit {
		err = fmt.Errorf("more than %s", size(limit))
	}
	return data, err
}

// FromFile takes in one file of any kind. Archives are known by their content whatever they are called. Of text, a
// name that ends in .py, .ipynb, .md or .markdown says what it is; for another name, or none ("", "-" and [Stdin] are
// standard input), a JSON object with cells is a notebook, and text that holds a fence and is no valid Python is
// Markdown. The rest is Python. The name is the submission's ID and its last element the path of the file.
func FromFile(name string, data []byte, o Options) *Submission {
	b := o.Bounds.OrDefault()
	base := path.Base(name)
	if name == "" || name == "-" {
		name, base = Stdin, Stdin
	}
	kind := sniff(base, data)
	fail := func(err error) *Submission { return refused(name, kind.kind, err) }
	if kind.err != nil {
		return fail(kind.err)
	}
	if kind.kind != KindMarkdown {
		if err := noFence(o, kind.noun); err != nil {
			return fail(err)
		}
	}
	if kind.kind == KindArchive {
		if int64(len(data)) > b.TotalBytes {
			return fail(fmt.Errorf("more than %s", size(b.TotalBytes)))
		}
		c := newCollector(b)
		inner, err := kind.open(c, data)
		if err != nil {
			return fail(err)
		}
		if inner == "" {
			inner = archiveStem(base)
		}
		return c.submission(name, KindArchive, inner)
	}
	if int64(len(data)) > b.FileBytes {
		return fail(fmt.Errorf("more than %s", size(b.FileBytes)))
	}
	for _, r := range base {
		if unsafeRune(r) || r == utf8.RuneError {
			return fail(fmt.Errorf("the name has the control, invisible or broken character U+%04X", r))
		}
	}
	switch kind.kind {
	case KindNotebook:
		return fromNotebook(name, base, data, b)
	case KindMarkdown:
		return fromMarkdown(name, base, data, o.Fence, b)
	}
	s := &Submission{ID: name, Kind: KindFile}
	f := s.addPython(base, data)
	s.Steps = []interp.Step{{Kind: interp.RunMain, Source: f.Source, Label: base}}
	return s.sealed("") // there is always the one file
}

// sniffed is what a file seems to be.
type sniffed struct {
	kind Kind
	noun string // for messages: "a notebook"
	open func(c *collector, data []byte) (folder string, err error)
	err  error
}

// sniff looks at magic numbers first, then at the name, then at the text.
func sniff(base string, data []byte) sniffed {
	ext := strings.ToLower(path.Ext(base))
	archive := func(noun string, open func(*collector, []byte) (string, error)) sniffed {
		return sniffed{kind: KindArchive, noun: noun, open: open}
	}
	switch {
	case looksZip(ext, data):
		return archive("a zip", openZip)
	case bytes.HasPrefix(data, []byte{0x1f, 0x8b}):
		return archive("a gzipped tar", openTarGz)
	case looksTar(ext, data):
		return archive("a tar", openTar)
	}
	for _, other := range otherArchives {
		if bytes.HasPrefix(data, []byte(other.magic)) {
			return sniffed{kind: KindArchive, err: fmt.Errorf("%s; of archives, zip, tar and tar.gz are read", other.noun)}
		}
	}
	switch ext {
	case ".py", ".pyw":
		return sniffed{kind: KindFile, noun: "a Python file"}
	case ".ipynb":
		return sniffed{kind: KindNotebook, noun: "a notebook"}
	case ".md", ".markdown":
		return sniffed{kind: KindMarkdown, noun: "Markdown"}
	case ".zip", ".tar", ".tgz", ".gz", ".whl", ".pyz":
		return sniffed{kind: KindArchive, err: errors.New("not the archive that its name says")}
	case ".jsonl":
		return sniffed{kind: KindFile, err: errors.New("JSON Lines of solutions, which are scored against a suite")}
	}
	switch {
	case looksNotebook(data):
		return sniffed{kind: KindNotebook, noun: "a notebook"}
	case LooksMarkdown(string(data)):
		return sniffed{kind: KindMarkdown, noun: "Markdown"}
	}
	return sniffed{kind: KindFile, noun: "a Python file"}
}

var otherArchives = []struct{ magic, noun string }{
	{"\xfd7zXZ\x00", "compressed with xz"},
	{"BZh", "compressed with bzip2"},
	{"7z\xbc\xaf\x27\x1c", "a 7z archive"},
	{"Rar!\x1a\x07", "a rar archive"},
	{"\x28\xb5\x2f\xfd", "compressed with zstd"},
}

// archiveStem is an archive's name without its endings: the name of the folder that it would unpack to.
func archiveStem(base string) string {
	stem := strings.TrimSuffix(base, path.Ext(base))
	return strings.TrimSuffix(stem, ".tar")
}

// noFence refuses the choice of a fence where there are none to choose from.
func noFence(o Options, noun string) error {
	if o.Fence != 0 {
		return fmt.Errorf("%s has no fences to choose one from, only Markdown has", noun)
	}
	return nil
}

// refused is the submission that says why there is none.
func refused(id string, kind Kind, err error) *Submission {
	return &Submission{ID: id, Kind: kind, Refused: showName(id) + ": " + oneLine(cause(err))}
}

// cause takes from an error of a file system the name in it, which our messages give in the form they show it.
func cause(err error) error {
	var pathError *fs.PathError
	if errors.As(err, &pathError) {
		return pathError.Err
	}
	return err
}

// oneLine is an error's text without line ends and other control characters, which names inside could have smuggled in.
func oneLine(err error) string {
	text := strings.ToValidUTF8(err.Error(), "\uFFFD")
	return strings.Map(func(r rune) rune {
		if unsafeRune(r) {
			return ' '
		}
		return r
	}, text)
}

// modeName says what a directory entry is that is neither file nor folder.
func modeName(m fs.FileMode) string {
	switch {
	case m&fs.ModeSymlink != 0:
		return "a symbolic link"
	case m&fs.ModeNamedPipe != 0:
		return "a named pipe"
	case m&fs.ModeSocket != 0:
		return "a socket"
	case m&(fs.ModeDevice|fs.ModeCharDevice) != 0:
		return "a device"
	case m.IsDir():
		return "a folder"
	}
	return "a special file"
}

func validUTF8(b []byte) bool { return utf8.Valid(b) }

// validPython reports whether a text parses.
func validPython(text string) bool {
	return syntax.Parse(source.NewFile("", text), syntax.Options{}).Err() == nil
}
