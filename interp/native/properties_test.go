package native_test

import (
	"fmt"
	"math/big"
	"slices"
	"sort"
	"strings"
	"testing"

	"github.com/leanovate/gopter"
	"github.com/leanovate/gopter/gen"
	"github.com/leanovate/gopter/prop"

	"github.com/assay-score/assay/interp"
)

// The properties compare what programs print with models in Go: numbers with math/big, containers and texts with slices
// and maps. Each check runs one program over a whole list of generated values.

// prints runs a program and answers its output, or how it ended where that was not well.
func prints(text string) string {
	o := runText("property.py", text, interp.Limits{})
	if o.Status != interp.OK {
		return fmt.Sprintf("%v %s %v", o.Status, o.Detail, o.Exception)
	}
	return string(o.Stdout)
}

func properties(t *testing.T) *gopter.Properties {
	t.Helper()
	parameters := gopter.DefaultTestParametersWithSeed(1)
	parameters.MinSuccessfulTests = 60
	return gopter.NewProperties(parameters)
}

// genBig makes ints of up to some hundred bits, small ones and those around powers of two among them.
func genBig() gopter.Gen {
	return gopter.CombineGens(gen.Int64(), gen.UInt64(), gen.IntRange(0, 4), gen.IntRange(0, 300)).Map(func(v []any) *big.Int {
		x, y, kind, shift := big.NewInt(v[0].(int64)), new(big.Int).SetUint64(v[1].(uint64)), v[2].(int), uint(v[3].(int))
		switch kind {
		case 0:
			return x.Rem(x, big.NewInt(100))
		case 1:
			return x
		case 2:
			return x.Lsh(x, shift).Add(x, y)
		case 3:
			return y.Lsh(big.NewInt(1), shift)
		}
		return x.Lsh(x, shift).Sub(x, big.NewInt(1))
	})
}

// floorDivMod is Python's // and %.
func floorDivMod(x, y *big.Int) (q, m *big.Int) {
	q, m = new(big.Int).QuoRem(x, y, new(big.Int))
	if m.Sign() != 0 && m.Sign() != y.Sign() {
		q.Sub(q, big.NewInt(1))
		m.Add(m, y)
	}
	return q, m
}

func TestIntsAreThoseOfMathBig(t *testing.T) {
	p := properties(t)
	p.Property("arithmetic, bits, order and text", prop.ForAll(func(x, y *big.Int) string {
		var want strings.Builder
		op := func(f func(z, x, y *big.Int) *big.Int) { fmt.Fprintln(&want, f(new(big.Int), x, y)) }
		op((*big.Int).Add)
		op((*big.Int).Sub)
		op((*big.Int).Mul)
		op((*big.Int).And)
		op((*big.Int).Or)
		op((*big.Int).Xor)
		fmt.Fprintln(&want, new(big.Int).Not(x))
		fmt.Fprintln(&want, new(big.Int).Lsh(x, 67), new(big.Int).Rsh(x, 67))
		if y.Sign() != 0 {
			fmt.Fprintln(&want, fmt.Sprint(floorDivMod(x, y)))
		}
		fmt.Fprintln(&want, x.Cmp(y), x.BitLen(), x.Text(16), x.Text(2))
		program := fmt.Sprintf("x, y = %v, %v\n", x, y) + `
print(x + y, x - y, x * y, x & y, x | y, x ^ y, ~x, sep='\n')
print(x << 67, x >> 67)
if y: print(x // y, x % y)
print((x > y) - (x < y), x.bit_length(), f'{x:x}', f'{x:b}')
`
		if got := prints(program); got != want.String() {
			return "got\n" + got + "want\n" + want.String()
		}
		return ""
	}, genBig(), genBig()))
	p.TestingRun(t)
}

// pyList is the text of a list of ints.
func pyList(x []int) string {
	return "[" + strings.Trim(strings.ReplaceAll(fmt.Sprint(x), " ", ", "), "[]") + "]"
}

func genInts() gopter.Gen { return gen.SliceOf(gen.IntRange(-9, 9)) }

func TestSlicesAreThoseOfTheModel(t *testing.T) {
	// taken are the positions that a slice selects, by the definition: start, start+step, … as long as they lie inside.
	taken := func(n, start, stop, step int) []int {
		clip := func(i, low, high int) int {
			if i < 0 {
				i += n
			}
			return min(max(i, low), high)
		}
		var out []int
		if step > 0 {
			for i := clip(start, 0, n); i < clip(stop, 0, n); i += step {
				out = append(out, i)
			}
			return out
		}
		for i := clip(start, -1, n-1); i > clip(stop, -1, n-1); i += step {
			out = append(out, i)
		}
		return out
	}
	p := properties(t)
	p.Property("reading, deleting and assigning", prop.ForAll(func(x []int, start, stop, step int) string {
		if step == 0 {
			step = 1
		}
		at := taken(len(x), start, stop, step)
		var read, kept, set []int
		for _, i := range at {
			read = append(read, x[i])
		}
		set = slices.Clone(x)
		for i, v := range x {
			if !slices.Contains(at, i) {
				kept = append(kept, v)
			} else {
				set[i] = 77
			}
		}
		want := fmt.Sprintf("%s\n%s\n%s\nTrue True\n", pyList(read), pyList(kept), pyList(set))
		program := fmt.Sprintf("x, s = %s, slice(%d, %d, %d)\n", pyList(x), start, stop, step) + `
print(x[s])
y = x[:]
del y[s]
print(y)
z = x[:]
z[s] = [77] * len(x[s])
print(z)
print(tuple(x)[s] == tuple(x[s]), list(range(len(x))[s]) == [i for i in range(*s.indices(len(x)))])
`
		if got := prints(program); got != want {
			return "got\n" + got + "want\n" + want
		}
		return ""
	}, genInts(), gen.IntRange(-12, 12), gen.IntRange(-12, 12), gen.IntRange(-4, 4)))
	p.TestingRun(t)
}

func TestSortingIsStable(t *testing.T) {
	p := properties(t)
	p.Property("sorted, key, reverse", prop.ForAll(func(x []int) string {
		index := make([]int, len(x))
		for i := range index {
			index[i] = i
		}
		up, down := slices.Clone(index), slices.Clone(index)
		sort.SliceStable(up, func(i, j int) bool { return x[up[i]]%5 < x[up[j]]%5 })
		sort.SliceStable(down, func(i, j int) bool { return x[down[i]]%5 > x[down[j]]%5 })
		plain := slices.Clone(x)
		slices.Sort(plain)
		want := pyList(plain) + "\n" + pyList(up) + "\n" + pyList(down) + "\n"
		program := fmt.Sprintf("import math\nx = %s\nkey = lambda i: math.fmod(x[i], 5)\n", pyList(x)) + `
print(sorted(x))
print(sorted(range(len(x)), key=key))
print(sorted(range(len(x)), key=key, reverse=True))
`
		if got := prints(program); got != want {
			return "got\n" + got + "want\n" + want
		}
		return ""
	}, gen.SliceOf(gen.IntRange(-50, 50))))
	p.TestingRun(t)
}

// TestDictsAndSetsAreThoseOfTheModel plays random operations on a dict and a set and on a slice of keys in their order.
func TestDictsAndSetsAreThoseOfTheModel(t *testing.T) {
	p := properties(t)
	p.Property("insertion order, deletion, membership", prop.ForAll(func(ops []int) string {
		var order []int
		values := map[int]int{}
		var program strings.Builder
		program.WriteString("d, s = {}, set()\n")
		for i, op := range ops {
			key := op / 2
			if op%2 == 0 {
				if _, ok := values[key]; !ok {
					order = append(order, key)
				}
				values[key] = i
				fmt.Fprintf(&program, "d[%d] = %d; s.add(%d)\n", key, i, key)
			} else {
				delete(values, key)
				order = slices.DeleteFunc(order, func(k int) bool { return k == key })
				fmt.Fprintf(&program, "d.pop(%d, None); s.discard(%d)\n", key, key)
			}
		}
		var items []string
		for _, k := range order {
			items = append(items, fmt.Sprintf("(%d, %d)", k, values[k]))
		}
		sorted := slices.Clone(order)
		slices.Sort(sorted)
		want := "[" + strings.Join(items, ", ") + "]\n" + pyList(sorted) + fmt.Sprintf("\n%d True True\n", len(order))
		program.WriteString("print(list(d.items()))\nprint(sorted(s))\nprint(len(d), d.keys() == s, list(reversed(d)) == list(d)[::-1])\n")
		if got := prints(program.String()); got != want {
			return "got\n" + got + "want\n" + want
		}
		return ""
	}, gen.SliceOf(gen.IntRange(0, 60))))
	p.Property("operators of sets", prop.ForAll(func(x, y []int) string {
		in := func(v []int, k int) bool { return slices.Contains(v, k) }
		pick := func(f func(k int) bool) string {
			var out []int
			for k := -9; k <= 9; k++ {
				if f(k) {
					out = append(out, k)
				}
			}
			return pyList(out) + "\n"
		}
		want := pick(func(k int) bool { return in(x, k) || in(y, k) }) + pick(func(k int) bool { return in(x, k) && in(y, k) }) +
			pick(func(k int) bool { return in(x, k) && !in(y, k) }) + pick(func(k int) bool { return in(x, k) != in(y, k) })
		program := fmt.Sprintf("x, y = set(%s), set(%s)\nfor z in (x | y, x & y, x - y, x ^ y): print(sorted(z))\n", pyList(x), pyList(y))
		if got := prints(program); got != want {
			return "got\n" + got + "want\n" + want
		}
		return ""
	}, genInts(), genInts()))
	p.TestingRun(t)
}

// genText makes texts of few characters, so that parts of them are found again, some beyond ASCII.
func genText() gopter.Gen {
	return gen.SliceOf(gen.OneConstOf("a", "b", ",", " ", "é", "😀")).Map(func(parts []string) string { return strings.Join(parts, "") })
}

func TestTextsAreThoseOfTheModel(t *testing.T) {
	quote := func(parts []string) string {
		out := make([]string, len(parts))
		for i, s := range parts {
			out[i] = "'" + s + "'"
		}
		return "[" + strings.Join(out, ", ") + "]\n"
	}
	p := properties(t)
	p.Property("split, join, replace, find, reverse", prop.ForAll(func(s, sub string) string {
		if sub == "" {
			sub = ","
		}
		rs := []rune(s)
		slices.Reverse(rs)
		at := strings.Index(s, sub)
		if at > 0 {
			at = len([]rune(s[:at]))
		}
		want := quote(strings.Split(s, sub)) + quote([]string{strings.ReplaceAll(s, sub, "<>")}) +
			fmt.Sprintf("%d %d %d\n", at, strings.Count(s, sub), len(rs)) + quote([]string{string(rs)}) + "True True\n"
		program := fmt.Sprintf("s, sub = '%s', '%s'\n", s, sub) + `
print(s.split(sub))
print([s.replace(sub, '<>')])
print(s.find(sub), s.count(sub), len(s))
print([s[::-1]])
print(sub.join(s.split(sub)) == s, s.encode().decode() == s)
`
		if got := prints(program); got != want {
			return "got\n" + got + "want\n" + want
		}
		return ""
	}, genText(), gen.OneConstOf("a", ",", "ab", "é", "😀a")))
	p.TestingRun(t)
}
