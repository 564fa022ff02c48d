package facts

import (
	"encoding/base64"
	"encoding/hex"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/assay-score/assay/interp/syntax"
)

// call folds the calls that strings are put together with: built-in functions, decoders, and methods of what folds.
func (f *Folder) call(e *syntax.Call) (Folded, bool) {
	if len(e.Keywords) > 0 && !methodNamed(e, "format") {
		return none()
	}
	for _, path := range Meanings.Of(f.module).Paths(e.Func) {
		if v, ok := f.function(path, e.Args); ok {
			return v, true
		}
	}
	method, ok := e.Func.(*syntax.Attribute)
	if !ok {
		return none()
	}
	if method.Attr == "fromhex" && len(e.Args) == 1 {
		if v, ok := f.Fold(e.Args[0]); ok {
			if raw, err := hex.DecodeString(strings.ReplaceAll(v.Text, " ", "")); err == nil {
				return Folded{Kind: FoldedBytes, Text: string(raw)}, true
			}
		}
		return none()
	}
	self, ok := f.Fold(method.Value)
	if !ok {
		return none()
	}
	if method.Attr == "format" && self.Kind == FoldedStr {
		return f.format(self.Text, e)
	}
	var args []Folded
	for _, a := range e.Args {
		v, ok := f.Fold(a)
		if !ok {
			return none()
		}
		args = append(args, v)
	}
	return foldMethod(self, method.Attr, args)
}

func methodNamed(e *syntax.Call, name string) bool {
	a, ok := e.Func.(*syntax.Attribute)
	return ok && a.Attr == name
}

// function folds a call of a function that its path names.
func (f *Folder) function(path string, exprs []syntax.Expr) (Folded, bool) {
	switch path {
	case "builtins.chr", "builtins.ord", "builtins.str", "builtins.bytes", "builtins.bytearray", "builtins.reversed", "builtins.list",
		"builtins.tuple", "builtins.map", "builtins.int", "base64.b64decode", "base64.b16decode", "codecs.decode", "binascii.unhexlify",
		"base64.urlsafe_b64decode", "base64.standard_b64decode":
	default:
		return none()
	}
	if path == "builtins.map" && len(exprs) == 2 {
		return f.mapped(exprs[0], exprs[1])
	}
	var args []Folded
	for _, e := range exprs {
		v, ok := f.Fold(e)
		if !ok {
			return none()
		}
		args = append(args, v)
	}
	if len(args) == 0 {
		return none()
	}
	a := args[0]
	switch path {
	case "builtins.chr":
		if a.Kind == FoldedInt && a.Int >= 0 && a.Int <= utf8.MaxRune && utf8.ValidRune(rune(a.Int)) {
			return str(string(rune(a.Int)))
		}
	case "builtins.ord":
		if r, size := utf8.DecodeRuneInString(a.Text); a.Kind == FoldedStr && size > 0 && size == len(a.Text) {
			return integer(int64(r))
		}
	case "builtins.int":
		if n, err := strconv.ParseInt(a.Text, 10, 64); a.Kind == FoldedStr && err == nil {
			return integer(n)
		}
		return a, a.Kind == FoldedInt
	case "builtins.str":
		if a.Kind == FoldedBytes && len(args) > 1 {
			return str(a.Text)
		}
		return a.str()
	case "builtins.bytes", "builtins.bytearray":
		if a.Kind == FoldedStr && len(args) > 1 {
			return Folded{Kind: FoldedBytes, Text: a.Text}, true
		}
		if a.Kind == FoldedBytes {
			return a, true
		}
		if a.Kind == FoldedList {
			return gatherAs(FoldedBytes, a.Items)
		}
	case "builtins.reversed":
		return Folded{Kind: FoldedList, Items: reversed(a.elements())}, a.Kind != FoldedInt
	case "builtins.list", "builtins.tuple":
		return Folded{Kind: FoldedList, Items: a.elements()}, a.Kind != FoldedInt
	case "base64.b64decode", "base64.standard_b64decode":
		return decoded(base64.StdEncoding.DecodeString(a.Text))
	case "base64.urlsafe_b64decode":
		return decoded(base64.URLEncoding.DecodeString(a.Text))
	case "base64.b16decode", "binascii.unhexlify":
		return decoded(hex.DecodeString(a.Text))
	case "codecs.decode":
		if len(args) > 1 {
			return decodeAs(a, args[1].Text)
		}
	}
	return none()
}

func decoded(raw []byte, err error) (Folded, bool) {
	return Folded{Kind: FoldedBytes, Text: string(raw)}, err == nil && len(raw) <= maxFoldedText
}

func reversed(items []Folded) []Folded {
	out := make([]Folded, 0, len(items))
	for i := len(items) - 1; i >= 0; i-- {
		out = append(out, items[i])
	}
	return out
}

// mapped folds map(chr, …) and the like: one function over one iterable.
func (f *Folder) mapped(function, iterable syntax.Expr) (Folded, bool) {
	iter, ok := f.Fold(iterable)
	if !ok {
		return none()
	}
	for _, path := range Meanings.Of(f.module).Paths(function) {
		if path != "builtins.chr" {
			continue
		}
		out := Folded{Kind: FoldedList}
		for _, item := range iter.elements() {
			if item.Kind != FoldedInt || !utf8.ValidRune(rune(item.Int)) || item.Int > utf8.MaxRune {
				return none()
			}
			out.Items = append(out.Items, Folded{Kind: FoldedStr, Text: string(rune(item.Int))})
		}
		return out, true
	}
	return none()
}

func decodeAs(v Folded, encoding string) (Folded, bool) {
	switch strings.ToLower(strings.NewReplacer("-", "", "_", "").Replace(encoding)) {
	case "rot13":
		return str(strings.Map(rot13, v.Text))
	case "hex", "hexcodec":
		return decoded(hex.DecodeString(v.Text))
	case "base64", "base64codec":
		return decoded(base64.StdEncoding.DecodeString(strings.TrimSpace(v.Text)))
	case "", "utf8", "ascii", "latin1":
		return str(v.Text)
	}
	return none()
}

func rot13(r rune) rune {
	switch {
	case r >= 'a' && r <= 'z':
		return 'a' + (r-'a'+13)%26
	case r >= 'A' && r <= 'Z':
		return 'A' + (r-'A'+13)%26
	}
	return r
}

// foldMethod folds a method of a string or bytes.
func foldMethod(self Folded, name string, args []Folded) (Folded, bool) {
	if self.Kind != FoldedStr && self.Kind != FoldedBytes {
		return none()
	}
	text := func(s string) (Folded, bool) {
		return Folded{Kind: self.Kind, Text: s}, len(s) <= maxFoldedText
	}
	arg := func(i int) string {
		if i < len(args) {
			return args[i].Text
		}
		return ""
	}
	switch name {
	case "join":
		if len(args) != 1 {
			return none()
		}
		return join(self, args[0].elements())
	case "replace":
		if len(args) != 2 || strings.Count(self.Text, arg(0))*len(arg(1)) > maxFoldedText {
			return none()
		}
		return text(strings.ReplaceAll(self.Text, arg(0), arg(1)))
	case "lower", "casefold":
		return text(strings.ToLower(self.Text))
	case "upper":
		return text(strings.ToUpper(self.Text))
	case "strip", "lstrip", "rstrip":
		return text(strip(self.Text, name, arg(0)))
	case "removeprefix":
		return text(strings.TrimPrefix(self.Text, arg(0)))
	case "removesuffix":
		return text(strings.TrimSuffix(self.Text, arg(0)))
	case "encode":
		return Folded{Kind: FoldedBytes, Text: self.Text}, self.Kind == FoldedStr
	case "decode":
		if self.Kind == FoldedBytes && utf8.ValidString(self.Text) {
			return decodeAs(self, arg(0))
		}
	case "split":
		return split(self, arg(0), len(args))
	}
	return none()
}

func join(separator Folded, items []Folded) (Folded, bool) {
	var out strings.Builder
	for i, item := range items {
		if item.Kind != separator.Kind || out.Len()+len(item.Text)+len(separator.Text) > maxFoldedText {
			return none()
		}
		if i > 0 {
			out.WriteString(separator.Text)
		}
		out.WriteString(item.Text)
	}
	return Folded{Kind: separator.Kind, Text: out.String()}, true
}

func strip(s, name, cutset string) string {
	if cutset == "" {
		cutset = " \t\n\r\f\v"
	}
	switch name {
	case "lstrip":
		return strings.TrimLeft(s, cutset)
	case "rstrip":
		return strings.TrimRight(s, cutset)
	}
	return strings.Trim(s, cutset)
}

func split(self Folded, separator string, args int) (Folded, bool) {
	parts := strings.Fields(self.Text)
	if args > 1 || args == 1 && separator == "" {
		return none()
	}
	if args == 1 {
		parts = strings.Split(self.Text, separator)
	}
	out := Folded{Kind: FoldedList}
	for _, p := range parts {
		out.Items = append(out.Items, Folded{Kind: self.Kind, Text: p})
	}
	return out, len(out.Items) <= maxFoldedItems
}

// percent folds text % values for %s and %d without flags, and %%, and %c.
func (f *Folder) percent(text string, right syntax.Expr) (Folded, bool) {
	v, ok := f.Fold(right)
	if !ok {
		return none()
	}
	values := []Folded{v}
	if v.Kind == FoldedList {
		values = v.Items
	}
	var out strings.Builder
	for i := 0; i < len(text); i++ {
		if text[i] != '%' {
			out.WriteByte(text[i])
			continue
		}
		i++
		if i < len(text) && text[i] == '%' {
			out.WriteByte('%')
			continue
		}
		if i >= len(text) || !strings.ContainsRune("sdcri", rune(text[i])) || text[i] == 'r' || len(values) == 0 {
			return none()
		}
		next, ok := values[0].str()
		if text[i] == 'c' && values[0].Kind == FoldedInt {
			next, ok = Folded{Text: string(rune(values[0].Int))}, true
		}
		if !ok || out.Len()+len(next.Text) > maxFoldedText {
			return none()
		}
		out.WriteString(next.Text)
		values = values[1:]
	}
	return str(out.String())
}

// format folds str.format for fields that are empty, numbers or keywords, without conversions and formats.
func (f *Folder) format(text string, e *syntax.Call) (Folded, bool) {
	var out strings.Builder
	auto := 0
	for len(text) > 0 {
		i := strings.IndexAny(text, "{}")
		if i < 0 {
			out.WriteString(text)
			break
		}
		out.WriteString(text[:i])
		rest := text[i:]
		if strings.HasPrefix(rest, "{{") || strings.HasPrefix(rest, "}}") {
			out.WriteByte(rest[0])
			text = rest[2:]
			continue
		}
		end := strings.IndexByte(rest, '}')
		if rest[0] == '}' || end < 0 {
			return none()
		}
		arg := formatArgument(e, rest[1:end], &auto)
		v, ok := f.Fold(arg)
		if !ok {
			return none()
		}
		if v, ok = v.str(); !ok || out.Len()+len(v.Text) > maxFoldedText {
			return none()
		}
		out.WriteString(v.Text)
		text = rest[end+1:]
	}
	return str(out.String())
}

// formatArgument is the argument that a field names; nil where it names none, or part of one.
func formatArgument(e *syntax.Call, field string, auto *int) syntax.Expr {
	if field == "" {
		field = strconv.Itoa(*auto)
		*auto++
	}
	if n, err := strconv.Atoi(field); err == nil {
		if n >= 0 && n < len(e.Args) {
			return e.Args[n]
		}
		return nil
	}
	for _, k := range e.Keywords {
		if k.Arg == field {
			return k.Value
		}
	}
	return nil
}
