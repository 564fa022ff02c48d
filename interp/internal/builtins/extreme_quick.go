package builtins

import "github.com/assay-score/assay/interp/internal/py"

// quickArgs is how many arguments are looked at for the flat price of a call.
const quickArgs = 8

// largest is max(a, b, …) of ints alone, or of floats alone.
func largest(_ *py.Thread, args []py.Value) (py.Value, bool) {
	if len(args) < 2 || len(args) > quickArgs {
		return py.Value{}, false
	}
	best := args[0]
	switch {
	case best.IsInt():
		for _, x := range args[1:] {
			if !x.IsInt() {
				return py.Value{}, false
			}
			if x.Small() > best.Small() {
				best = x
			}
		}
		return best, true
	case best.IsFloat():
		for _, x := range args[1:] {
			if !x.IsFloat() {
				return py.Value{}, false
			}
			if x.F() > best.F() {
				best = x
			}
		}
		return best, true
	}
	return py.Value{}, false
}

// smallest is min(a, b, …) of ints alone, or of floats alone.
func smallest(_ *py.Thread, args []py.Value) (py.Value, bool) {
	if len(args) < 2 || len(args) > quickArgs {
		return py.Value{}, false
	}
	best := args[0]
	switch {
	case best.IsInt():
		for _, x := range args[1:] {
			if !x.IsInt() {
				return py.Value{}, false
			}
			if x.Small() < best.Small() {
				best = x
			}
		}
		return best, true
	case best.IsFloat():
		for _, x := range args[1:] {
			if !x.IsFloat() {
				return py.Value{}, false
			}
			if x.F() < best.F() {
				best = x
			}
		}
		return best, true
	}
	return py.Value{}, false
}
