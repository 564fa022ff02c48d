package analyze

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// The rules for names hold for folders and archives alike, on every operating system: the same files are taken in or
// refused wherever they are looked at, and a name that is harmless here but an escape on another machine is refused
// here too. Nothing is ever written under these names (files stay in memory), so the rules are the second wall.

// checkName says why a slash-separated path is not taken in, or nil.
func checkName(name string, b Bounds) error {
	switch {
	case name == "":
		return errors.New("an entry without a name")
	case len(name) > b.PathBytes:
		return fmt.Errorf("%s: a path of %d bytes, the limit is %d", showName(name), len(name), b.PathBytes)
	case !utf8.ValidString(name):
		return fmt.Errorf("%s: the name is not UTF-8", showName(name))
	case strings.Contains(name, `\`):
		return fmt.Errorf("%s: the name has a backslash", showName(name))
	case strings.HasPrefix(name, "/"):
		return fmt.Errorf("%s: an absolute path leaves the root", showName(name))
	case strings.Contains(name, ":"):
		return fmt.Errorf("%s: the name has a colon, which is a drive or a stream on Windows", showName(name))
	}
	for _, r := range name {
		if unsafeRune(r) {
			return fmt.Errorf("%s: the name has the control or invisible character U+%04X", showName(name), r)
		}
	}
	parts := strings.Split(name, "/")
	if len(parts) > b.Depth {
		return fmt.Errorf("%s: %d levels deep, the limit is %d", showName(name), len(parts), b.Depth)
	}
	for _, part := range parts {
		switch {
		case part == "..":
			return fmt.Errorf("%s: the path leaves the root (..)", showName(name))
		case part == "" || part == ".":
			return fmt.Errorf("%s: the path has an empty component", showName(name))
		case strings.HasSuffix(part, ".") || strings.HasSuffix(part, " "):
			return fmt.Errorf("%s: a component ends in a dot or a space, which Windows drops", showName(name))
		case windowsReserved(part):
			return fmt.Errorf("%s: %s is a device on Windows", showName(name), showName(part))
		}
	}
	return nil
}

// unsafeRune reports characters that forge lines, hide, or turn the direction of a name.
func unsafeRune(r rune) bool {
	return unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || r == '\u2028' || r == '\u2029'
}

// windowsReserved reports the device names, which are devices with any extension as well.
func windowsReserved(part string) bool {
	stem, _, _ := strings.Cut(part, ".")
	stem = strings.ToUpper(strings.TrimRight(stem, " "))
	switch stem {
	case "CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$":
		return true
	}
	for _, port := range [...]string{"COM", "LPT"} {
		if digit, ok := strings.CutPrefix(stem, port); ok {
			switch digit {
			case "0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "¹", "²", "³":
				return true
			}
		}
	}
	return false
}

// showName makes a name fit for one line of a message: as it is where it is plain, else quoted, in both cases cut.
func showName(name string) string {
	const limit = 100
	cut := name
	if len(name) > limit {
		n := limit
		for n > limit-utf8.UTFMax && !utf8.RuneStart(name[n]) {
			n--
		}
		cut = name[:n]
	}
	plain := utf8.ValidString(cut) && cut != ""
	for _, r := range cut {
		plain = plain && !unsafeRune(r) && unicode.IsPrint(r) && r != '"'
	}
	if !plain {
		cut = strconv.QuoteToASCII(cut)
	}
	if len(name) > limit {
		cut += "…"
	}
	return cut
}

// names remembers the paths of a submission and refuses two that some file system would take for one.
type names struct {
	files map[string]bool   // paths of files, exact
	seen  map[string]string // folded path of a file or folder to the spelling first met
}

func newNames() *names {
	return &names{files: map[string]bool{}, seen: map[string]string{}}
}

// add takes the path of a file or folder, or says with what it collides. A folder may come up again, a file not. Case is folded and compatibility forms are unified
// (NFKC), so "é" in two forms, "ﬁle" and "file", "A" and "a" collide, as they do on macOS or Windows.
func (n *names) add(path string, dir bool) error {
	if n.files[path] && !dir {
		return fmt.Errorf("%s: the name occurs twice", showName(path))
	}
	for i := 0; i <= len(path); i++ {
		if i < len(path) && path[i] != '/' {
			continue
		}
		prefix := path[:i]
		key := foldName(prefix)
		first, met := n.seen[key]
		switch {
		case !met:
			n.seen[key] = prefix
		case first != prefix:
			return fmt.Errorf("%s: collides with %s where case or Unicode form does not count", showName(prefix), showName(first))
		case n.files[prefix] || i == len(path) && !dir:
			return fmt.Errorf("%s: the name stands for a file and for a folder", showName(prefix))
		}
	}
	if !dir {
		n.files[path] = true
	}
	return nil
}

// foldName maps names that a case-insensitive or normalising file system holds to be equal to one key.
func foldName(name string) string {
	ascii := true
	for i := 0; i < len(name); i++ {
		if name[i] >= utf8.RuneSelf {
			ascii = false
			break
		}
	}
	if ascii {
		return strings.ToLower(name)
	}
	return norm.NFKC.String(strings.Map(foldRune, norm.NFKC.String(name)))
}

// foldRune is the least rune of those that differ from r in case only.
func foldRune(r rune) rune {
	least := r
	for next := unicode.SimpleFold(r); next != r; next = unicode.SimpleFold(next) {
		least = min(least, next)
	}
	return unicode.ToLower(least)
}
