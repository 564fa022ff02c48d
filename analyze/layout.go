package analyze

import (
	"path"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/assay-score/assay/interp"
)

// A folder of Python can be meant in two ways. Either its top is what is put on the import path, and its files call
// each other "helper"; or the folder is itself a package, and they call each other ".helper" or "folder.helper".
// Nothing states which, but the imports show it. When the folder is a package, the paths of its files begin with its
// name, so that they lie in the submission as the program expects to find them.

// packageFallback names a package whose folder's name no import statement could write.
const packageFallback = "package"

func packageName(base string) string {
	if importable(base) {
		return base
	}
	return packageFallback
}

// isPackage decides whether files, whose paths are relative to a folder called base, make that folder a package: some
// file imports relative to the folder itself or something that is there by the folder's name, or there is an
// __init__.py and no file at the top imports its neighbour by bare name.
func isPackage(files []Data, base string) bool {
	top := map[string]bool{} // modules and folders at the top
	for _, f := range files {
		first, _, nested := strings.Cut(f.Path, "/")
		if nested {
			top[first] = true
		} else if stem, ok := strings.CutSuffix(first, ".py"); ok {
			top[stem] = true
		}
	}
	named := importable(base)
	neighbours := false
	for _, f := range files {
		if !strings.HasSuffix(f.Path, ".py") {
			continue
		}
		depth := strings.Count(f.Path, "/")
		for line := range strings.Lines(string(f.Bytes)) {
			level, module, names := importLine(line)
			if level > depth {
				return true
			}
			if level > 0 {
				continue
			}
			for _, m := range module {
				first, rest, _ := strings.Cut(m, ".")
				if named && first == base && !top[base] {
					second, _, _ := strings.Cut(rest, ".")
					if top["__init__"] || top[second] || anyOf(names, top) {
						return true
					}
				}
				neighbours = neighbours || depth == 0 && first != "__main__" && top[first]
			}
		}
	}
	return top["__init__"] && !neighbours
}

func anyOf(names []string, set map[string]bool) bool {
	for _, n := range names {
		if set[n] {
			return true
		}
	}
	return false
}

// importLine reads a line that begins an import statement: how many dots lead the module of "from", the modules it
// names and, for "from", the names it takes as far as they stand on the line. It reads the text, not the tree, because
// the layout must be known for files that do not parse as well.
func importLine(line string) (level int, modules, names []string) {
	line, _, _ = strings.Cut(strings.TrimSpace(line), "#")
	words := func(s string) []string {
		var list []string
		for part := range strings.SplitSeq(s, ",") {
			if fields := strings.Fields(strings.Trim(part, " \t()\\")); len(fields) > 0 {
				list = append(list, fields[0])
			}
		}
		return list
	}
	if rest, ok := cutWord(line, "import"); ok {
		return 0, words(rest), nil
	}
	rest, ok := strings.CutPrefix(line, "from")
	if !ok || rest == "" || !strings.ContainsRune(" \t.", rune(rest[0])) {
		return 0, nil, nil
	}
	rest = strings.TrimLeft(rest, " \t")
	for rest != "" && strings.IndexByte(". \t", rest[0]) >= 0 {
		if rest[0] == '.' {
			level++
		}
		rest = rest[1:]
	}
	if level > 0 {
		if taken, ok := cutWord(rest, "import"); ok {
			return level, nil, words(taken)
		}
	}
	end := strings.IndexAny(rest, " \t")
	if end <= 0 {
		return 0, nil, nil
	}
	taken, ok := cutWord(strings.TrimLeft(rest[end:], " \t"), "import")
	if !ok {
		return 0, nil, nil
	}
	return level, []string{rest[:end]}, words(taken)
}

func cutWord(s, word string) (string, bool) {
	rest, ok := strings.CutPrefix(s, word)
	return rest, ok && rest != "" && (rest[0] == ' ' || rest[0] == '\t')
}

// folderSteps says how a folder runs without a task: its __main__.py, else the import of each module in the order of
// the dotted names. root is the name of the package that the folder is, or "".
func (s *Submission) folderSteps(root string) {
	main := path.Join(root, "__main__.py")
	byPath := map[string]*File{}
	for i := range s.Files {
		byPath[s.Files[i].Path] = &s.Files[i]
	}
	s.noteShadows()
	if f := byPath[main]; f != nil {
		if byPath[path.Join(root, "__init__.py")] != nil && root != "" {
			s.importStep(root) // python -m imports the package before it runs the module
		}
		s.Steps = append(s.Steps, interp.Step{Kind: interp.RunMain, Source: f.Source, Package: root, Label: main})
		return
	}
	for _, f := range s.Files {
		module, why := moduleName(f.Path)
		switch {
		case why != "":
			s.note(NoteModuleName, f.Path, 0, "not imported: %s", why)
		case module == "__init__":
			s.note(NoteNotRun, f.Path, 0, "not imported: the folder is not used as a package")
		case path.Base(f.Path) == "__main__.py":
			s.note(NoteNotRun, f.Path, 0, "not imported: it is the program of a package, and the folder has none of its own")
		default:
			s.importStep(module)
		}
	}
	slices.SortStableFunc(s.Steps, func(a, b interp.Step) int { return strings.Compare(a.Module, b.Module) })
}

func (s *Submission) importStep(module string) {
	s.Steps = append(s.Steps, interp.Step{Kind: interp.ImportModule, Module: module, Label: "import " + module})
}

// noteShadows reports files that an engine may never import, because it has a module of that name itself.
func (s *Submission) noteShadows() {
	for _, f := range s.Files {
		first, _, nested := strings.Cut(f.Path, "/")
		if nested && path.Base(f.Path) != "__init__.py" || strings.Count(f.Path, "/") > 1 {
			continue
		}
		if stem := strings.TrimSuffix(first, ".py"); standardModule(stem) {
			s.note(NoteShadow, f.Path, 0, "named as the standard library's %s, which is imported instead where the engine has it", stem)
		}
	}
}

// moduleName is the dotted name that imports a file, or why none does.
func moduleName(name string) (module, why string) {
	stem := strings.TrimSuffix(name, ".py")
	if dir, ok := strings.CutSuffix(stem, "/__init__"); ok {
		stem = dir
	}
	parts := strings.Split(stem, "/")
	for _, part := range parts {
		if !importable(part) {
			return "", showName(part) + " is not a name that an import statement can write"
		}
	}
	return strings.Join(parts, "."), ""
}

// importable reports whether a name can stand in an import statement: an identifier, not a keyword, in the normal form
// that Python brings identifiers to.
func importable(name string) bool {
	return IsIdentifier(name) && !keywords[name] && (isASCII(name) || norm.NFKC.IsNormalString(name))
}

// IsIdentifier is str.isidentifier, up to the version of the Unicode tables.
func IsIdentifier(name string) bool {
	for i, r := range name {
		switch {
		case r == '_' || unicode.IsLetter(r) || unicode.Is(unicode.Nl, r) || unicode.Is(unicode.Other_ID_Start, r):
		case i > 0 && (unicode.IsDigit(r) || unicode.In(r, unicode.Mn, unicode.Mc, unicode.Pc, unicode.Other_ID_Continue)):
		default:
			return false
		}
	}
	return name != "" && utf8.ValidString(name)
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// keywords are the reserved words of Python 3; soft keywords are ordinary names in an import.
var keywords = map[string]bool{
	"False": true, "None": true, "True": true, "and": true, "as": true, "assert": true, "async": true, "await": true,
	"break": true, "class": true, "continue": true, "def": true, "del": true, "elif": true, "else": true, "except": true,
	"finally": true, "for": true, "from": true, "global": true, "if": true, "import": true, "in": true, "is": true,
	"lambda": true, "nonlocal": true, "not": true, "or": true, "pass": true, "raise": true, "return": true, "try": true,
	"while": true, "with": true, "yield": true,
}
