package builtins

import "github.com/assay-score/assay/interp/internal/py"

// quickArgs is how many arguments are looked at for the flat price of a call.
const quickArgs = 8

// quickExtreme is max(a, b, …), or min, of ints alone or of floats alone. Of equal ones it is the first.
func quickExtreme(largest bool) py.QuickFunc {
	return func(_ *py.Thread, args []py.Value) (py.Value, bool) {
		if len(args) < 2 || len(args) > quickArgs {
			return py.Value{}, false
		}
		best := args[0]
		for _, x := range args[1:] {
			high, low := x, best
			if !largest {
				high, low = best, x
			}
			switch {
			case high.IsInt() && low.IsInt():
				if high.Small() > low.Small() {
					best = x
				}
			case high.IsFloat() && low.IsFloat():
				if high.F() > low.F() {
					best = x
				}
			default:
				return py.Value{}, false
			}
		}
		return best, true
	}
}
