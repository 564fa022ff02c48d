package facts

import "github.com/assay-score/assay/interp/syntax"

// Recursion tells the functions that may come to call themselves, directly or through others of the module. A call is
// followed by name: of a function of the module or one around the caller, and of a method of the same class through self
// or cls.
//
// Source: strongly connected components of the graph of calls, R. Tarjan 1972.
var Recursion = &Fact[map[*syntax.FunctionDef]bool]{"recursion", func(m *Module) map[*syntax.FunctionDef]bool {
	g := callGraph(m)
	out := map[*syntax.FunctionDef]bool{}
	for _, component := range g.components() {
		f := component[0]
		if len(component) > 1 || g.callsItself(f) {
			for _, i := range component {
				out[g.functions[i].Node] = true
			}
		}
	}
	return out
}}

// graph is who calls whom among a module's functions, by their index.
type graph struct {
	functions []*Function
	calls     [][]int
}

func callGraph(m *Module) *graph {
	g := &graph{functions: Definitions.Of(m).Functions}
	g.calls = make([][]int, len(g.functions))
	type place struct {
		parent *Function
		class  *Class
	}
	byName := make(map[string]map[place]int, len(g.functions)) // most names that are called are of no function here
	for i, f := range g.functions {
		if byName[f.Node.Name] == nil {
			byName[f.Node.Name] = map[place]int{}
		}
		byName[f.Node.Name][place{f.Parent, f.Class}] = i
	}
	noted := make([]int, len(g.functions)) // the last caller for which a call was noted, plus 1
	for i, f := range g.functions {
		own := f.Class
		for p := f.Parent; own == nil && p != nil; p = p.Parent {
			own = p.Class
		}
		walkOwn(f.Node.Body, func(n syntax.Node) bool {
			call, ok := n.(*syntax.Call)
			if !ok {
				return true
			}
			to, known := -1, false
			switch fn := call.Func.(type) {
			case *syntax.Name:
				named := byName[fn.ID]
				for p := f; named != nil; p = p.Parent {
					if to, known = named[place{p, nil}]; known || p == nil {
						break
					}
				}
			case *syntax.Attribute:
				if self, ok := fn.Value.(*syntax.Name); ok && own != nil && (self.ID == "self" || self.ID == "cls") {
					to, known = byName[fn.Attr][place{own.Parent, own}]
				}
			}
			if known && noted[to] != i+1 {
				noted[to] = i + 1
				g.calls[i] = append(g.calls[i], to)
			}
			return true
		})
	}
	return g
}

func (g *graph) callsItself(i int) bool {
	for _, to := range g.calls[i] {
		if to == i {
			return true
		}
	}
	return false
}

// components are the strongly connected components, found without recursion: a module may chain thousands of functions.
func (g *graph) components() [][]int {
	const unseen = 0
	number := make([]int, len(g.calls))
	low := make([]int, len(g.calls))
	on := make([]bool, len(g.calls))
	var stack []int
	var out [][]int
	type frame struct{ node, next int }
	count := 0
	for root := range g.calls {
		if number[root] != unseen {
			continue
		}
		frames := []frame{{root, 0}}
		for len(frames) > 0 {
			f := &frames[len(frames)-1]
			v := f.node
			if f.next == 0 {
				count++
				number[v], low[v] = count, count
				stack, on[v] = append(stack, v), true
			}
			if f.next < len(g.calls[v]) {
				w := g.calls[v][f.next]
				f.next++
				if number[w] == unseen {
					frames = append(frames, frame{w, 0})
				} else if on[w] {
					low[v] = min(low[v], number[w])
				}
				continue
			}
			frames = frames[:len(frames)-1]
			if len(frames) > 0 {
				parent := frames[len(frames)-1].node
				low[parent] = min(low[parent], low[v])
			}
			if low[v] != number[v] {
				continue
			}
			var component []int
			for {
				w := stack[len(stack)-1]
				stack, on[w] = stack[:len(stack)-1], false
				component = append(component, w)
				if w == v {
					break
				}
			}
			out = append(out, component)
		}
	}
	return out
}
