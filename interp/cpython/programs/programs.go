package programs

import (
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"
)

// Program is one program of the corpus with all that is expected of it.
type Program struct {
	Archive string            // where it stands: "lang/functions.txtar"
	Main    string            // the file that is run: "parameters.py"
	Files   map[string]string // Main and the modules that it can import
	Header  map[string]string // the header comments: "cpython", "outcome", "fuel", "memory", "output"
	Want    []string          // the lines that it prints, in order
	Raises  string            // "Type: text" of the exception that ends it; "" when it ends well
	Stderr  string            // the traceback of that exception, where HasStderr
	// HasStderr says that the archive has a section for what the program leaves on standard error.
	HasStderr bool
}

// ID names the program in the output of tests: "lang/functions/parameters".
func (p *Program) ID() string {
	return strings.TrimSuffix(p.Archive, ".txtar") + "/" + strings.TrimSuffix(p.Main, ".py")
}

// Text is the source of the file that is run.
func (p *Program) Text() string { return p.Files[p.Main] }

// Output is the standard output that the program must produce.
func (p *Program) Output() string {
	if len(p.Want) == 0 {
		return ""
	}
	return strings.Join(p.Want, "\n") + "\n"
}

// Number is the value of a header that holds a count, 0 where there is none.
func (p *Program) Number(key string) uint64 {
	n, _ := strconv.ParseUint(p.Header[key], 10, 64) // Read has refused what does not parse
	return n
}

// Read reads every archive that matches one of the patterns, in the order of their names.
func Read(corpus fs.FS, patterns ...string) ([]Program, error) {
	var all []Program
	for _, pattern := range patterns {
		names, err := fs.Glob(corpus, pattern)
		if err != nil {
			return nil, err
		}
		slices.Sort(names)
		for _, name := range names {
			text, err := fs.ReadFile(corpus, name)
			if err != nil {
				return nil, err
			}
			programs, err := parse(name, text)
			if err != nil {
				return nil, fmt.Errorf("%s: %w", name, err)
			}
			all = append(all, programs...)
		}
	}
	return all, nil
}

// parse splits one archive. With a main.py in it, that is its one program and the rest are modules; without, each file
// is a program of its own.
func parse(name string, text []byte) ([]Program, error) {
	files := map[string]string{}
	file := "" // none yet: what stands above the first marker is for people
	for line := range strings.Lines(string(text)) {
		if marked, ok := marker(line); ok {
			if _, twice := files[marked]; twice {
				return nil, fmt.Errorf("%s stands there twice", marked)
			}
			file = marked
			files[file] = ""
		} else if file != "" {
			files[file] += line
		}
	}
	mains := []string{"main.py"}
	if _, several := files["main.py"]; !several {
		mains = mains[:0]
		for _, file := range slices.Sorted(maps.Keys(files)) {
			if path.Ext(file) == ".py" {
				mains = append(mains, file)
			}
		}
	}
	var programs []Program
	for _, main := range mains {
		p := Program{Archive: name, Main: main, Files: map[string]string{main: files[main]}}
		if main == "main.py" {
			for file, data := range files {
				if path.Ext(file) == ".py" {
					p.Files[file] = data
				}
			}
		}
		p.Stderr, p.HasStderr = files[strings.TrimSuffix(main, ".py")+".stderr"]
		if err := p.expect(); err != nil {
			return nil, fmt.Errorf("%s: %w", main, err)
		}
		programs = append(programs, p)
	}
	if len(programs) == 0 {
		return nil, fmt.Errorf("holds no program")
	}
	return programs, nil
}

// marker reads "-- name --", the line above each file of a txtar archive.
func marker(line string) (name string, ok bool) {
	name, ok = strings.CutPrefix(strings.TrimRight(line, "\r\n"), "-- ")
	if !ok {
		return "", false
	}
	name, ok = strings.CutSuffix(name, " --")
	return strings.TrimSpace(name), ok
}

// headers are the comments that may stand above the first line of code, each with the check of its value.
var headers = map[string]func(string) bool{
	"cpython": func(v string) bool { return v == ">=3.14" || v == "not-wasm" || v == "never" },
	"outcome": isOutcome,
	"fuel":    isNumber,
	"memory":  isNumber,
	"output":  isNumber,
}

// isOutcome accepts the names of the deterministic ends of a run, several of them with bars between.
func isOutcome(v string) bool {
	for _, way := range strings.Split(v, "|") {
		switch way {
		case "ok", "syntax_error", "limit:fuel", "limit:memory", "limit:recursion", "limit:output":
		default:
			if exception, ok := strings.CutPrefix(way, "raised:"); !ok || exception == "" {
				return false
			}
		}
	}
	return true
}

func isNumber(v string) bool {
	_, err := strconv.ParseUint(v, 10, 64)
	return err == nil
}

// expect collects the expectations out of the comments of the program.
func (p *Program) expect() error {
	p.Header = map[string]string{}
	inHeader := true
	for i, line := range strings.Split(p.Text(), "\n") {
		inHeader = inHeader && strings.HasPrefix(line, "#")
		if _, want, ok := cutLast(line, "# want:"); ok {
			p.Want = append(p.Want, strings.TrimPrefix(want, " "))
			continue
		}
		if _, raises, ok := cutLast(line, "# raises:"); ok {
			if p.Raises != "" {
				return fmt.Errorf("line %d: a second # raises:, and a program ends only once", i+1)
			}
			if p.Raises = strings.TrimSpace(raises); p.Raises == "" {
				return fmt.Errorf("line %d: # raises: names no exception", i+1)
			}
			continue
		}
		if !inHeader {
			continue
		}
		key, value, ok := strings.Cut(strings.TrimPrefix(line, "# "), ": ")
		if check, known := headers[key]; ok && known {
			if !check(value) {
				return fmt.Errorf("line %d: # %s: cannot be %q", i+1, key, value)
			}
			p.Header[key] = value
		}
	}
	if len(p.Want) == 0 && p.Raises == "" && p.Header["outcome"] == "" {
		return fmt.Errorf("expects nothing: there is no # want:, # raises: or # outcome: in it")
	}
	if p.HasStderr && p.Raises == "" {
		return fmt.Errorf("has a .stderr section and no # raises: line")
	}
	return nil
}

func cutLast(s, sep string) (before, after string, found bool) {
	if i := strings.LastIndex(s, sep); i >= 0 {
		return s[:i], s[i+len(sep):], true
	}
	return s, "", false
}
