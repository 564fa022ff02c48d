package analyze

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"

	"github.com/assay-score/assay/interp/source"
)

// collector gathers the files of a folder or archive within the bounds. Its methods answer with what is refused and why.
type collector struct {
	bounds  Bounds
	names   *names
	files   []Data // as handed in, Python included
	total   int64
	entries int
	skipped map[string]bool // topmost paths that the skip rule left out
}

func newCollector(b Bounds) *collector {
	return &collector{bounds: b, names: newNames(), skipped: map[string]bool{}}
}

// entry counts one directory entry or archive member, kept or not.
func (c *collector) entry() error {
	if c.entries++; c.entries > c.bounds.Entries {
		return fmt.Errorf("more than %d entries", c.bounds.Entries)
	}
	return nil
}

// read takes a file's bytes in and counts those that really come, whatever a header promised. meter, where given, is
// asked after every chunk whether the bytes so far are too many for what they were compressed to.
func (c *collector) read(name string, r io.Reader, meter func(n int64) error) error {
	if len(c.files) >= c.bounds.Files {
		return fmt.Errorf("%s: more than %d files", showName(name), c.bounds.Files)
	}
	if err := c.names.add(name, false); err != nil {
		return err
	}
	data, err := c.bytes(name, r, meter)
	if err != nil {
		return err
	}
	c.files = append(c.files, Data{Path: name, Bytes: data})
	return nil
}

func (c *collector) bytes(name string, r io.Reader, meter func(n int64) error) ([]byte, error) {
	var buf bytes.Buffer
	chunk := make([]byte, 32<<10)
	for {
		n, err := r.Read(chunk)
		buf.Write(chunk[:n])
		c.total += int64(n)
		switch length := int64(buf.Len()); {
		case length > c.bounds.FileBytes:
			return nil, fmt.Errorf("%s: more than %s", showName(name), size(c.bounds.FileBytes))
		case c.total > c.bounds.TotalBytes:
			return nil, fmt.Errorf("%s: the files exceed %s in all", showName(name), size(c.bounds.TotalBytes))
		case meter != nil:
			if err := meter(length); err != nil {
				return nil, fmt.Errorf("%s: %w", showName(name), err)
			}
		}
		if err == io.EOF {
			return append([]byte{}, buf.Bytes()...), nil
		}
		var bound *boundError
		if errors.As(err, &bound) {
			return nil, bound
		}
		if err != nil {
			return nil, fmt.Errorf("%s: cannot be read (%s)", showName(name), oneLine(err))
		}
	}
}

// skip applies the rule for what is not part of a program: hidden files and folders (names with a leading dot, which
// takes in .git, .venv, .mypy_cache and the resource forks of macOS), __pycache__ and compiled files, __MACOSX,
// node_modules, and virtual environments: a folder venv, or any folder that holds pyvenv.cfg ([collector.dropVenvs]).
func (c *collector) skip(name string) bool {
	for i := 0; i <= len(name); i++ {
		if i < len(name) && name[i] != '/' {
			continue
		}
		prefix := name[:i]
		base := path.Base(prefix)
		switch base {
		case "__pycache__", "__MACOSX", "node_modules", "venv":
		default:
			if !strings.HasPrefix(base, ".") && !(i == len(name) && (strings.HasSuffix(base, ".pyc") || strings.HasSuffix(base, ".pyo"))) {
				continue
			}
		}
		c.skipped[prefix] = true
		return true
	}
	return false
}

// dropVenvs leaves out what came from virtual environments, which an archive shows only after the fact.
func (c *collector) dropVenvs() {
	var roots []string
	for _, f := range c.files {
		if dir, ok := strings.CutSuffix(f.Path, "/pyvenv.cfg"); ok {
			roots = append(roots, dir)
			c.skipped[dir] = true
		}
	}
	if len(roots) == 0 {
		return
	}
	c.files = slices.DeleteFunc(c.files, func(f Data) bool {
		for dir := path.Dir(f.Path); dir != "."; dir = path.Dir(dir) {
			if c.skipped[dir] {
				return true
			}
		}
		return false
	})
}

// maxSkipNotes bounds how many skipped paths are named one by one.
const maxSkipNotes = 20

// submission makes the collected files a submission of the given kind. base is the name of the folder they lay in.
func (c *collector) submission(id string, kind Kind, base string) *Submission {
	c.dropVenvs()
	slices.SortFunc(c.files, func(a, b Data) int { return strings.Compare(a.Path, b.Path) })
	s := &Submission{ID: id, Kind: kind}
	left := make([]string, 0, len(c.skipped))
	for name := range c.skipped {
		left = append(left, name)
	}
	slices.Sort(left)
	for i, name := range left {
		if i == maxSkipNotes {
			s.note(NoteSkipped, "", 0, "and %d more not looked at", len(left)-i)
			break
		}
		s.note(NoteSkipped, name, 0, "not looked at: hidden, cache or environment")
	}

	root := ""
	if isPackage(c.files, base) {
		root = packageName(base)
		for i := range c.files {
			c.files[i].Path = root + "/" + c.files[i].Path
		}
	}
	for _, f := range c.files {
		if strings.HasSuffix(f.Path, ".py") {
			s.addPython(f.Path, f.Bytes)
		} else {
			s.Data = append(s.Data, f)
		}
	}
	s.folderSteps(root)
	return s.sealed(noPython(s.Data))
}

// addPython decodes a Python file. Bytes in another encoding than the file says are a finding, not a refusal.
func (s *Submission) addPython(name string, raw []byte) *File {
	if raw == nil {
		raw = []byte{}
	}
	src, diag := decode(name, raw)
	s.Files = append(s.Files, File{Path: name, Source: src, Invalid: diag, Raw: raw})
	if diag != nil {
		s.note(NoteEncoding, name, src.Position(diag.From).Line, "%s", diag.Message)
	} else if !validUTF8(raw) {
		s.note(NoteEncoding, name, 1, "not UTF-8: read by its encoding declaration")
	}
	return &s.Files[len(s.Files)-1]
}

// decode is source.Decode with the promise that there is always a file, and that the diagnostic's span lies in it.
func decode(name string, raw []byte) (*source.File, *source.Diagnostic) {
	src, diag := source.Decode(name, raw)
	if src != nil {
		return src, diag
	}
	src = source.NewFile(name, strings.ToValidUTF8(string(bytes.TrimPrefix(raw, []byte("\uFEFF"))), "\uFFFD"))
	if diag != nil {
		moved := *diag
		moved.From, moved.To = moveOffset(raw, src, diag.From), moveOffset(raw, src, diag.To)
		diag = &moved
	}
	return src, diag
}

// moveOffset finds the place of a byte of a file as handed in within the text that could be made of it: the same line,
// and the same column unless bytes were replaced before it.
func moveOffset(raw []byte, src *source.File, at source.Pos) source.Pos {
	before := lineEnds(string(raw[:min(int(at), len(raw))]))
	column := len(before) - (strings.LastIndexByte(before, '\n') + 1)
	line := strings.Count(before, "\n") + 1
	return src.LineStart(line) + source.Pos(min(column, len(src.Line(line))))
}

func (s *Submission) note(code, file string, line int, format string, args ...any) {
	if len(s.Notes) == MaxNotes-1 {
		s.unnoted++
		return
	}
	s.Notes = append(s.Notes, Note{Code: code, File: file, Line: line, Message: fmt.Sprintf(format, args...)})
}

// seal ends the making of a submission.
func (s *Submission) seal() {
	if len(s.Steps) == 0 {
		s.note(NoteNoCode, "", 0, "nothing to run")
	}
	if s.unnoted > 0 {
		s.Notes = append(s.Notes, Note{Code: NoteMore, Message: fmt.Sprintf("and %d more notes", s.unnoted)})
	}
	s.Digest = digest(s.Kind, s.Files, s.Data)
}
