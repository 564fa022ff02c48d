package compile

import (
	"slices"
	"strings"

	"github.com/assay-score/assay/interp/syntax"
)

// splitter tells the statements of a module that can wait until the name that they bind is wanted.
type splitter struct {
	bound map[string]int // how often the module binds or unbinds a name
	where map[string]int // the statement that first does
	at    int            // the statement that is looked at
	// groups are the statements that may wait, by what they bind.
	groups []*group
	of     map[string]*group
	order  []string // the names in the order of their first binding
	whole  bool     // nothing may wait: there is no telling what a statement binds
}

// group are the statements that bind a name, or names that belong together, and complete what it stands for.
type group struct {
	names []string
	at    int
	stmts []syntax.Stmt
}

func newSplitter(tree *syntax.Tree) *splitter {
	s := &splitter{bound: map[string]int{}, where: map[string]int{}, of: map[string]*group{}}
	for i, stmt := range tree.Body() {
		s.at = i
		s.count(stmt)
	}
	syntax.Inspect(tree.Root, func(n syntax.Node) bool {
		if g, ok := n.(*syntax.Global); ok { // functions change the name
			for _, name := range g.Names {
				s.bound[name] += 2
			}
		}
		return true
	})
	return s
}

func (s *splitter) bind(name string) {
	if s.bound[name] == 0 {
		s.order = append(s.order, name)
		s.where[name] = s.at
	}
	s.bound[name]++
}

// count counts what a statement binds in the module.
func (s *splitter) count(stmt syntax.Stmt) {
	syntax.Inspect(stmt, func(n syntax.Node) bool {
		switch n := n.(type) {
		case *syntax.FunctionDef:
			s.bind(n.Name)
			return false
		case *syntax.AsyncFunctionDef:
			s.bind(n.Name)
			return false
		case *syntax.ClassDef:
			s.bind(n.Name)
			return false
		case *syntax.Lambda, *syntax.ListComp, *syntax.SetComp, *syntax.DictComp, *syntax.GeneratorExp:
			return false
		case *syntax.Alias:
			if n.Name == "*" {
				s.whole = true // it may bind anything
			}
			s.bind(aliasName(n))
		case *syntax.ExceptHandler:
			if n.Name != "" {
				s.bind(n.Name)
				s.bind(n.Name)
			}
		case *syntax.Match:
			s.whole = true
		case *syntax.Name:
			if n.Ctx != syntax.Load {
				s.bind(n.ID)
			}
		}
		return true
	})
}

func aliasName(a *syntax.Alias) string {
	if a.AsName != "" {
		return a.AsName
	}
	name, _, _ := strings.Cut(a.Name, ".")
	return name
}

// split puts the statements that can wait into groups, and answers the others.
func (s *splitter) split(tree *syntax.Tree, pkg string) (now []syntax.Stmt) {
	for i, stmt := range tree.Body() {
		s.at = i
		for _, one := range append(single(stmt), s.submodule(stmt, pkg)...) {
			names := boundBy(one)
			if g := s.completes(one); g != nil {
				g.stmts = append(g.stmts, one)
			} else if s.whole || len(names) == 0 || slices.ContainsFunc(names, s.twice) || !s.canWait(one) {
				now = append(now, one)
			} else {
				g := &group{names: names, at: i, stmts: []syntax.Stmt{one}}
				s.groups = append(s.groups, g)
				for _, name := range names {
					s.of[name] = g
				}
			}
		}
	}
	return now
}

// single is a statement as statements that bind as few names each as possible.
func single(stmt syntax.Stmt) []syntax.Stmt {
	var out []syntax.Stmt
	switch s := stmt.(type) {
	case *syntax.Import:
		for _, a := range s.Names {
			out = append(out, &syntax.Import{Span: s.Span, Names: []*syntax.Alias{a}})
		}
		return out
	case *syntax.ImportFrom:
		for _, a := range s.Names {
			out = append(out, &syntax.ImportFrom{Span: s.Span, Module: s.Module, Names: []*syntax.Alias{a}, Level: s.Level})
		}
		return out
	case *syntax.Assign:
		targets, ok := s.Targets[0].(*syntax.Tuple)
		values, ok2 := s.Value.(*syntax.Tuple)
		if len(s.Targets) != 1 || !ok || !ok2 || len(targets.Elts) != len(values.Elts) || !constantsOnly(values) {
			break
		}
		for i, t := range targets.Elts {
			out = append(out, &syntax.Assign{Span: s.Span, Targets: []syntax.Expr{t}, Value: values.Elts[i]})
		}
		return out
	}
	return []syntax.Stmt{stmt}
}

func constantsOnly(e syntax.Expr) bool {
	ok := true
	syntax.Inspect(e, func(n syntax.Node) bool {
		switch n.(type) {
		case *syntax.Constant, *syntax.UnaryOp, *syntax.Tuple:
		default:
			ok = false
		}
		return ok
	})
	return ok
}

// submodule is, of a statement that takes something from a submodule of the package, a statement that binds the submodule:
// importing it leaves its name in the package, and so this name must be there to be found, too.
func (s *splitter) submodule(stmt syntax.Stmt, pkg string) []syntax.Stmt {
	n, ok := stmt.(*syntax.ImportFrom)
	if !ok || pkg == "" {
		return nil
	}
	rest := n.Module
	if n.Level == 0 {
		rest, ok = strings.CutPrefix(rest, pkg+".")
	}
	name, _, _ := strings.Cut(rest, ".")
	if !ok || n.Level > 1 || name == "" || s.bound[name] > 0 {
		return nil
	}
	s.bind(name)
	return []syntax.Stmt{&syntax.Import{Span: n.Span, Names: []*syntax.Alias{{Span: n.Span, Name: pkg + "." + name, AsName: name}}}}
}

// boundBy are the names that a statement binds, if it is of a kind that may wait.
func boundBy(stmt syntax.Stmt) []string {
	switch n := stmt.(type) {
	case *syntax.FunctionDef:
		return []string{n.Name}
	case *syntax.AsyncFunctionDef:
		return []string{n.Name}
	case *syntax.ClassDef:
		return []string{n.Name}
	case *syntax.Import:
		return []string{aliasName(n.Names[0])}
	case *syntax.ImportFrom:
		return []string{aliasName(n.Names[0])}
	case *syntax.Assign:
		var names []string
		for _, t := range n.Targets {
			list := []syntax.Expr{t}
			if tuple, ok := t.(*syntax.Tuple); ok {
				list = tuple.Elts
			}
			for _, t := range list {
				name, ok := t.(*syntax.Name)
				if !ok {
					return nil
				}
				names = append(names, name.ID)
			}
		}
		return names
	}
	return nil
}

// completes is the group whose name a statement says more about: it sets an attribute of what the name stands for, or
// registers it somewhere. That must be possible as soon as the name is bound.
func (s *splitter) completes(stmt syntax.Stmt) *group {
	owner := ""
	var said []syntax.Expr
	switch n := stmt.(type) {
	case *syntax.Assign:
		for _, t := range n.Targets {
			a, ok := t.(*syntax.Attribute)
			if !ok || lastName(a.Value) == "" || owner != "" && owner != lastName(a.Value) {
				return nil
			}
			owner = lastName(a.Value)
		}
		said = []syntax.Expr{n.Value}
	case *syntax.ExprStmt:
		c, ok := n.Value.(*syntax.Call)
		if !ok || len(c.Args) == 0 || len(c.Keywords) > 0 {
			return nil
		}
		f, method := c.Func.(*syntax.Attribute)
		switch {
		case method && f.Attr == "register" && s.of[lastName(f.Value)] != nil:
			owner, said = lastName(f.Value), c.Args
		case method && f.Attr == "register", slices.Contains([]string{"set_matches", "_complete"}, lastName(c.Func)):
			owner, said = lastName(c.Args[0]), append([]syntax.Expr{c.Func}, c.Args[1:]...)
		}
	}
	g := s.of[owner]
	if g == nil {
		return nil
	}
	defer func(at int) { s.at = at }(s.at)
	s.at = g.at
	for _, x := range said {
		if !s.quiet(x) || !s.steady(x) {
			return nil
		}
	}
	return g
}

// canWait tells whether a statement does nothing but bind names, from what does not change.
func (s *splitter) canWait(stmt syntax.Stmt) bool {
	switch n := stmt.(type) {
	case *syntax.FunctionDef:
		return s.defCanWait(n)
	case *syntax.AsyncFunctionDef:
		return s.defCanWait(&n.FunctionDef)
	case *syntax.ClassDef:
		return s.decorated(n.DecoratorList) && s.steady(n)
	case *syntax.Import:
		return true
	case *syntax.ImportFrom:
		return n.Module != "__future__"
	case *syntax.Assign:
		return s.quiet(n.Value) && s.steady(n.Value)
	}
	return false
}

// twice tells the names that are bound in several places, or are looked for by the engine itself.
func (s *splitter) twice(name string) bool {
	if strings.HasPrefix(name, "__") && strings.HasSuffix(name, "__") && name != "__all__" && name != "__version__" {
		return true
	}
	return s.bound[name] != 1
}

func (s *splitter) defCanWait(n *syntax.FunctionDef) bool {
	if !s.decorated(n.DecoratorList) {
		return false
	}
	for _, x := range slices.Concat(n.Args.Defaults, n.Args.KwDefaults) {
		if x != nil && (!s.quiet(x) || !s.steady(x)) {
			return false
		}
	}
	return true
}

// decorated tells whether all decorators make something of what they are given, and do nothing else.
func (s *splitter) decorated(list []syntax.Expr) bool {
	for _, d := range list {
		of := d
		if c, ok := d.(*syntax.Call); ok {
			of = c.Func
		}
		if !slices.Contains(quietDecorators, lastName(of)) || !s.steady(d) {
			return false
		}
	}
	return true
}

// quietDecorators make something of a function or a class, and do nothing else.
var quietDecorators = []string{"cache", "lru_cache", "wraps", "contextmanager", "asynccontextmanager", "total_ordering", "dataclass", "runtime_checkable",
	"overload", "final", "singledispatch", "coroutine", "unique", "deprecated", "_SpecialForm", "_TypedCacheSpecialForm", "_tp_cache", "register_on"}

// quietCalls make something of their arguments, and do nothing else.
var quietCalls = []string{"type", "frozenset", "set", "dict", "list", "tuple", "object", "bytes", "float", "int", "str", "len", "range", "repr", "dir", "sorted", "property", "compile", "escape",
	"namedtuple", "_namedtuple", "TypeVar", "ParamSpec", "UUID", "IntEnum", "IntFlag", "Enum", "maketrans", "join", "toordinal", "sqrt", "log", "_sqrt", "_log", "_exp",
	"function", "_Feature", "_one", "_bare", "_SpecialGenericAlias", "_TupleType", "JSONEncoder", "JSONDecoder", "Repr", "Context", "_Names", "_error",
	"_handler", "_FIELD_BASE", "_Sentinel", "_Unset", "_Proxy", "_HAS_DEFAULT_FACTORY_CLASS",
	"_MISSING_TYPE", "_KW_ONLY_TYPE", "_AutoNull", "_Environ", "__new__", "keys", "values", "items", "_typing_types", "_form", "Random", "SystemRandom", "TextCalendar", "date", "Formatter", "group"}

func lastName(e syntax.Expr) string {
	switch e := e.(type) {
	case *syntax.Name:
		return e.ID
	case *syntax.Attribute:
		return e.Attr
	}
	return ""
}

// quiet tells whether evaluating an expression does nothing else.
func (s *splitter) quiet(e syntax.Expr) bool {
	ok := true
	syntax.Inspect(e, func(n syntax.Node) bool {
		switch n := n.(type) {
		case *syntax.Call:
			ok = ok && slices.Contains(quietCalls, lastName(n.Func))
		case *syntax.Lambda:
			return false
		case *syntax.Constant, *syntax.Name, *syntax.Attribute, *syntax.List, *syntax.Tuple, *syntax.Set, *syntax.Dict, *syntax.BinOp,
			*syntax.UnaryOp, *syntax.Subscript, *syntax.Slice, *syntax.Keyword, *syntax.Starred, *syntax.JoinedStr, *syntax.FormattedValue,
			*syntax.ListComp, *syntax.SetComp, *syntax.DictComp, *syntax.GeneratorExp, *syntax.Comprehension, *syntax.IfExp, *syntax.Compare:
		default:
			ok = false
		}
		return ok
	})
	return ok
}

// steady tells whether all names that evaluating something now looks up in the module mean the same for good. What is in
// the bodies of functions is looked up when they are called.
func (s *splitter) steady(n syntax.Node) bool {
	ok := true
	var look func(n syntax.Node)
	look = func(n syntax.Node) {
		syntax.Inspect(n, func(n syntax.Node) bool {
			switch n := n.(type) {
			case *syntax.FunctionDef:
				s.outside(n, look)
				return false
			case *syntax.AsyncFunctionDef:
				s.outside(&n.FunctionDef, look)
				return false
			case *syntax.Lambda:
				return false
			case *syntax.Name:
				switch {
				case n.Ctx != syntax.Load || s.bound[n.ID] == 0:
				case s.bound[n.ID] > 1 || s.where[n.ID] >= s.at: // in the latter case it is a built-in name so far
					ok = false
				}
			}
			return ok
		})
	}
	look(n)
	return ok
}

// outside shows what of a def is evaluated where it stands.
func (s *splitter) outside(n *syntax.FunctionDef, look func(syntax.Node)) {
	for _, x := range slices.Concat(n.DecoratorList, n.Args.Defaults, n.Args.KwDefaults) {
		if x != nil {
			look(x)
		}
	}
}
