package regex

import (
	"strconv"
	"strings"
)

// Flags are the options of a pattern, with the numbers that Python gives them.
type Flags uint32

const (
	IgnoreCase Flags = 2
	Locale     Flags = 4
	Multiline  Flags = 8
	DotAll     Flags = 16
	Unicode    Flags = 32
	Verbose    Flags = 64
	Debug      Flags = 128
	ASCII      Flags = 256
)

// kindFlags are the flags that exclude one another: they choose the alphabet.
const kindFlags = ASCII | Locale | Unicode

// flagOf gives the flag that a letter of "(?aiLmsux)" stands for, or 0.
func flagOf(c rune) Flags {
	switch c {
	case 'i':
		return IgnoreCase
	case 'L':
		return Locale
	case 'm':
		return Multiline
	case 's':
		return DotAll
	case 'x':
		return Verbose
	case 'a':
		return ASCII
	case 'u':
		return Unicode
	}
	return 0
}

// with gives the flags inside of a group "(?add-del:...)".
func (f Flags) with(add, del Flags) Flags {
	if add&kindFlags != 0 {
		f &^= kindFlags
	}
	return (f | add) &^ del
}

// flagNames is in the order in which Python lists them: by value.
var flagNames = [...]struct {
	flag Flags
	name string
}{
	{IgnoreCase, "IGNORECASE"}, {Locale, "LOCALE"}, {Multiline, "MULTILINE"}, {DotAll, "DOTALL"}, {Unicode, "UNICODE"},
	{Verbose, "VERBOSE"}, {Debug, "DEBUG"}, {ASCII, "ASCII"},
}

// String lists flags as the repr of a pattern does: "re.IGNORECASE|re.DOTALL".
func (f Flags) String() string {
	var names []string
	for _, n := range flagNames {
		if f&n.flag != 0 {
			names = append(names, "re."+n.name)
			f &^= n.flag
		}
	}
	if f != 0 {
		names = append(names, "0x"+strconv.FormatUint(uint64(f), 16))
	}
	return strings.Join(names, "|")
}

// ErrorKind says which exception an [Error] is in Python.
type ErrorKind uint8

const (
	Malformed   ErrorKind = iota // re.PatternError
	BadValue                     // ValueError
	Overflow                     // OverflowError
	TooDeep                      // RecursionError
	UnknownName                  // IndexError, of a replacement template
	Unsupported                  // valid in Python, but not here
)

// Error is what is wrong with a pattern or a replacement template.
type Error struct {
	Kind ErrorKind
	Msg  string // as CPython words it, without the position
	Pos  int    // index in code points (bytes of a bytes pattern), or -1 where CPython gives none
}

func (e *Error) Error() string { return e.Msg }

// Unnamed is what of the flags has no name.
func (f Flags) Unnamed() Flags {
	for _, n := range flagNames {
		f &^= n.flag
	}
	return f
}

// Place is where an error lies in the source, for people.
type Place struct {
	Message      string // Msg with the position, as Python shows it
	Line, Column int    // both from 1; 0 where CPython gives no position
}

// Place works out where in its source an error lies.
func (e *Error) Place(source string, isBytes bool) Place {
	if e.Pos < 0 {
		return Place{Message: e.Msg}
	}
	before := source[:NewText(source, isBytes).Offset(e.Pos)]
	line := 1 + strings.Count(before, "\n")
	column := 1 + NewText(before[strings.LastIndexByte(before, '\n')+1:], isBytes).Len()
	msg := e.Msg + " at position " + strconv.Itoa(e.Pos)
	if strings.Contains(source, "\n") {
		msg += " (line " + strconv.Itoa(line) + ", column " + strconv.Itoa(column) + ")"
	}
	return Place{Message: msg, Line: line, Column: column}
}
