package facts

import "github.com/assay-score/assay/interp/syntax"

// Reach says which functions of a module something can reach. It goes by names, so it errs on the side of life: a
// method is reached when its class is and anybody mentions an attribute of its name.
type Reach struct {
	module *Module
	known  map[string]reached
}

// reached is what is reached in a module: the functions that may be live, and those of them that are reached without
// names being looked up as text.
type reached struct{ live, sure map[*Function]bool }

// Reachability finds what is reachable in a module.
var Reachability = &Fact[*Reach]{"reachability", func(m *Module) *Reach {
	return &Reach{m, map[string]reached{}}
}}

// From tells the functions that are reached from the module's own code and the entry point, the function or class that
// a task requires. Without one, or when the module lacks it, everything public is an entry point.
func (r *Reach) From(entry string) map[*Function]bool { return r.find(entry).live }

// Sure tells the functions that are reached by their names. Where a program looks names up as text, From adds all the
// others; what only it has may lower a score, and must not raise one: everybody can mention globals().
func (r *Reach) Sure(entry string) map[*Function]bool { return r.find(entry).sure }

func (r *Reach) find(entry string) reached {
	found, ok := r.known[entry]
	if !ok {
		found = r.compute(entry)
		r.known[entry] = found
	}
	return found
}

func (r *Reach) compute(entry string) reached {
	defs := Definitions.Of(r.module)
	w := &reacher{live: make(map[*Function]bool, len(defs.Functions)), names: make(map[string]*named, len(defs.Functions)), liveClasses: map[*Class]bool{}}
	for _, f := range defs.Functions {
		n := w.named(f.Node.Name)
		n.functions = append(n.functions, f)
	}
	found := false
	for _, c := range defs.Classes {
		n := w.named(c.Node.Name)
		n.classes = append(n.classes, c)
		found = found || c.Name == entry
	}
	for _, f := range defs.Functions {
		found = found || f.Name == entry
	}
	w.mentions(r.module.Tree.Body())
	if found {
		w.mention(entry)
	}
	for _, f := range defs.Functions {
		if !found && f.Public() && (f.Class == nil || f.Class.Public()) || registered(f.Node) {
			w.reach(f)
		}
	}
	for _, c := range defs.Classes {
		if !found && c.Public() {
			w.reachClass(c)
		}
	}
	for len(w.todo) > 0 {
		f := w.todo[len(w.todo)-1]
		w.todo = w.todo[:len(w.todo)-1]
		w.mentions(f.Node.Body)
	}
	if !w.dynamic {
		return reached{w.live, w.live}
	}
	all := make(map[*Function]bool, len(defs.Functions)) // somebody looks names up as text: any function may be meant
	for _, f := range defs.Functions {
		all[f] = true
	}
	return reached{all, w.live}
}

type reacher struct {
	live        map[*Function]bool
	liveClasses map[*Class]bool
	names       map[string]*named
	todo        []*Function
	dynamic     bool
}

// named is what a module defines under one name, at whatever place.
type named struct {
	functions []*Function
	classes   []*Class
	seen      bool // live code mentions the name
}

func (w *reacher) named(name string) *named {
	n := w.names[name]
	if n == nil {
		n = &named{}
		w.names[name] = n
	}
	return n
}

// registered reports whether a decorator may hand the function to somebody who calls it.
func registered(n *syntax.FunctionDef) bool {
	for _, e := range n.DecoratorList {
		name, ok := e.(*syntax.Name)
		if !ok || name.ID != "staticmethod" && name.ID != "classmethod" && name.ID != "property" {
			return true
		}
	}
	return false
}

func (w *reacher) reach(f *Function) {
	if w.live[f] {
		return
	}
	w.live[f] = true
	w.todo = append(w.todo, f)
	if f.Class != nil {
		w.reachClass(f.Class)
	}
}

func (w *reacher) reachClass(c *Class) {
	if w.liveClasses[c] {
		return
	}
	w.liveClasses[c] = true
	foreign := w.foreign(c)
	for _, f := range c.Methods {
		if f.Special() || foreign || w.names[f.Node.Name].seen || registered(f.Node) {
			w.reach(f)
		}
	}
}

// foreign reports whether a class has a base from elsewhere, whose code may call its methods.
func (w *reacher) foreign(c *Class) bool {
	for _, base := range c.Node.Bases {
		n, ok := base.(*syntax.Name)
		if ok {
			if k := w.names[n.ID]; k != nil && len(k.classes) > 0 {
				continue
			}
		}
		if !ok || n.ID != "object" && n.ID != "Exception" && n.ID != "ValueError" {
			return true
		}
	}
	return false
}

// mention notes a name that live code uses, of a variable or an attribute.
func (w *reacher) mention(name string) {
	n := w.names[name]
	if n == nil || n.seen {
		return
	}
	n.seen = true
	for _, f := range n.functions {
		if f.Class == nil || w.liveClasses[f.Class] {
			w.reach(f)
		}
	}
	for _, c := range n.classes {
		w.reachClass(c)
	}
}

// mentions notes the names in a body: of functions and classes in it only what runs when they are defined.
func (w *reacher) mentions(body []syntax.Stmt) {
	for _, s := range body {
		syntax.Inspect(s, w.look)
	}
}

func (w *reacher) look(n syntax.Node) bool {
	switch n := n.(type) {
	case *syntax.Name:
		if n.Ctx == syntax.Load {
			w.mention(n.ID)
		}
		if len(n.ID) >= 4 && len(n.ID) <= 7 {
			switch n.ID {
			case "globals", "locals", "eval", "exec", "vars":
				w.dynamic = true
			}
		}
	case *syntax.Attribute:
		w.mention(n.Attr)
	case *syntax.Call:
		if f, ok := n.Func.(*syntax.Name); ok && f.ID == "getattr" && len(n.Args) > 1 {
			if c, ok := n.Args[1].(*syntax.Constant); ok {
				w.mention(c.Text)
			} else {
				w.dynamic = true
			}
		}
	case *syntax.FunctionDef:
		w.header(n)
		return false
	case *syntax.AsyncFunctionDef:
		w.header(&n.FunctionDef)
		return false
	}
	return true
}

// header notes what runs when a function is defined: decorators and defaults.
func (w *reacher) header(n *syntax.FunctionDef) {
	for _, e := range n.DecoratorList {
		syntax.Inspect(e, w.look)
	}
	if n.Args != nil {
		syntax.Inspect(n.Args, w.look)
	}
}
