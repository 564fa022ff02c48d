package cpython

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/assay-score/assay/interp/resolve"
	"github.com/assay-score/assay/interp/source"
	"github.com/assay-score/assay/interp/syntax"
)

// TestScopesAgree compares the scopes of every file of CPython's library, and what each name is in them, with what
// CPython's symtable module says, and wants the files refused that its compiler refuses.
func TestScopesAgree(t *testing.T) {
	if !comparing() {
		t.Skip("give -compare to compare scopes with CPython's")
	}
	t.Run("3.13", func(t *testing.T) { compareScopes(t, python313(t), 13) })
	t.Run("3.14", func(t *testing.T) { compareScopes(t, python314(t), 14) })
}

func compareScopes(t *testing.T, o *oracle, minor int) {
	files, scopes, refused := 0, 0, 0
	for _, path := range o.ask("library").Files {
		data := o.ask("read", "path", path).Data
		f, d := source.Decode(path, data)
		if d != nil {
			continue // TestTreesAgree's business
		}
		tree := syntax.Parse(f, syntax.Options{Version: minor})
		if len(tree.Errors) > 0 {
			continue
		}
		files++
		info := resolve.ResolveWith(tree, resolve.Options{Version: minor})
		verdict := o.about("compile", data)
		if verdict.refused() || len(info.Errors) > 0 {
			refused++
			switch {
			case !verdict.refused():
				t.Errorf("%s: we refuse it: %s", path, where(f.Position(info.Errors[0].From).Line, info.Errors[0].Message))
			case len(info.Errors) == 0:
				t.Errorf("%s: CPython refuses it: %s", path, where(verdict.Line, verdict.Message))
			case verdict.Line != f.Position(info.Errors[0].From).Line || verdict.Message != info.Errors[0].Message:
				t.Errorf("%s: CPython refuses it: %s, we: %s", path, where(verdict.Line, verdict.Message),
					where(f.Position(info.Errors[0].From).Line, info.Errors[0].Message))
			}
			continue
		}
		var theirs []*scopeRecord
		if err := json.Unmarshal(o.about("scopes", data).Scopes, &theirs); err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		ours := viewOf(f, info.Module).records(nil)
		scopes += len(ours)
		theirs = slices.DeleteFunc(theirs, (*scopeRecord).idle)
		ours = slices.DeleteFunc(ours, (*scopeRecord).idle)
		for i := range max(len(ours), len(theirs)) {
			left, right := "(none)", "(none)"
			if i < len(ours) {
				left = ours[i].String()
			}
			if i < len(theirs) {
				right = theirs[i].String()
			}
			if left != right {
				t.Errorf("%s: scope %d differs\n%s", path, i, apart(left, right))
				break
			}
		}
	}
	t.Logf("%d files, %d scopes compared; %d files refused by the compiler", files, scopes, refused)
}

// scopeRecord is one scope as trees.py writes it: kind, name, line, nested, and the names with their flags.
type scopeRecord struct {
	Kind, Name string
	Line       int
	Nested     bool
	Names      [][2]string
}

func (r *scopeRecord) UnmarshalJSON(text []byte) error {
	return json.Unmarshal(text, &[]any{&r.Kind, &r.Name, &r.Line, &r.Nested, &r.Names})
}

func (r *scopeRecord) String() string {
	names := slices.DeleteFunc(append([][2]string{}, r.Names...), func(n [2]string) bool {
		// CPython's own bookkeeping: .0, .format, .type_params and the set of annotations that were come by.
		return strings.HasPrefix(n[0], ".") || n[0] == "__conditional_annotations__"
	})
	text, err := json.Marshal([]any{r.Kind, r.Name, r.Line, r.Nested, names})
	if err != nil {
		return err.Error()
	}
	return string(text)
}

// idle is true of an annotation scope in which no name is mentioned. CPython 3.14 makes one for every function; we make
// none where there is no annotation.
func (r *scopeRecord) idle() bool {
	if r.Kind != "annotation" {
		return false
	}
	for _, n := range r.Names {
		if n[0] != "__classdict__" && !strings.HasPrefix(n[0], ".") {
			return false
		}
	}
	return true
}

// view is a scope as CPython shows it after it has taken comprehensions into the functions around them (PEP 709): those
// have no scopes there, and their names stand among the function's.
type view struct {
	scope    *resolve.Scope
	line     int
	names    map[string]viewed
	children []*view
}

type viewed struct {
	flags resolve.Flags
	where resolve.Resolution
}

func viewOf(f *source.File, s *resolve.Scope) *view {
	v := &view{scope: s, names: map[string]viewed{}}
	if s.Parent != nil {
		v.line = f.Position(s.Pos).Line
	}
	for _, sym := range s.Symbols {
		v.names[sym.Name] = viewed{sym.Flags, sym.Resolution}
	}
	if s.Parent == nil {
		v.declared(s)
	}
	for _, child := range s.Children {
		if child.Unevaluated {
			continue // CPython forgets these scopes once it has read them
		}
		inner := viewOf(f, child)
		if child.Comprehension == resolve.NoComprehension || child.Comprehension == resolve.GeneratorExpression || s.SeesClass {
			v.children = append(v.children, inner)
			continue
		}
		v.children = append(v.children, inner.children...)
		for name, n := range inner.names {
			if own, ok := v.names[name]; n.flags&resolve.Parameter != 0 || ok && own.flags&^resolve.PassedThrough != 0 {
				continue
			}
			if n.where == resolve.Free && s.Kind == resolve.ClassScope && (name == "__class__" || name == "__classdict__") {
				n.where = resolve.GlobalImplicit
			}
			v.names[name] = n
		}
	}
	return v
}

// declared marks the names that some function declares global: CPython's symbol table makes them the module's own.
func (v *view) declared(s *resolve.Scope) {
	for _, sym := range s.Symbols {
		if n := v.names[sym.Name]; sym.Has(resolve.DeclaredGlobal) {
			v.names[sym.Name] = viewed{n.flags | resolve.DeclaredGlobal, resolve.GlobalExplicit}
		}
	}
	for _, child := range s.Children {
		v.declared(child)
	}
}

// records lists the scope and those inside it as trees.py does.
func (v *view) records(list []*scopeRecord) []*scopeRecord {
	s := v.scope
	r := &scopeRecord{Kind: s.Kind.String(), Name: s.Name, Line: v.line, Nested: s.Nested}
	// CPython's module tells the module by this name, functions called so included.
	for name, n := range v.names {
		r.Names = append(r.Names, [2]string{name, n.letters(s.Name == "top")})
	}
	slices.SortFunc(r.Names, func(a, b [2]string) int { return strings.Compare(a[0], b[0]) })
	list = append(list, r)
	for _, child := range v.children {
		list = child.records(list)
	}
	return list
}

// letters are the flags in trees.py's order.
func (n viewed) letters(module bool) string {
	out := ""
	add := func(letter string, on bool) {
		if on {
			out += letter
		}
	}
	has := func(f resolve.Flags) bool { return n.flags&f != 0 }
	bound := has(resolve.Bound | resolve.Parameter | resolve.Imported | resolve.TypeParameter)
	add("p", has(resolve.Parameter))
	add("g", n.where == resolve.GlobalExplicit)
	add("n", has(resolve.DeclaredNonlocal))
	add("G", n.where == resolve.GlobalExplicit || n.where == resolve.GlobalImplicit || module && bound)
	add("l", n.where == resolve.Local || n.where == resolve.Cell || module && bound)
	add("f", n.where == resolve.Free)
	add("i", has(resolve.Imported))
	add("a", has(resolve.Bound))
	add("r", has(resolve.Used))
	add("A", has(resolve.Annotated))
	return out
}
