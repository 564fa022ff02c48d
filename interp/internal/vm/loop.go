package vm

import (
	"math/bits"

	"github.com/assay-score/assay/interp/internal/code"
	"github.com/assay-score/assay/interp/internal/py"
)

// run runs a frame and everything it calls until it returns to native code. err, where set, is raised where the frame
// stands.
//
// The inner loop holds what it needs of the running frame (registers, constants, the next instruction, the fuel of the
// slice) in variables, and so in the processor's registers: that holds only as long as none of them is needed after a Go
// call inside the loop. So an instruction is either done here without any call, or by a method that gets the frame and
// the instruction, stores its result itself and may push or pop frames; after it everything is read again from the frame
// on top.
func (m *Machine) run(entry *frame, err error) (py.Value, error) {
	t := m.t
outer:
	for {
		if err != nil {
			if err = m.unwind(m.cur, entry, err); err != nil {
				return py.Value{}, err
			}
		}
		f := m.cur
		regs, consts := f.regs, f.consts
		ip := f.at(f.pc)
		fuel := t.Fuel()
		for {
			in := ip
			ip = next(ip)
			fuel--
			if fuel < 0 {
				f.sync(ip)
				t.SetFuel(fuel)
				if err = t.Refill(); err == nil {
					f.pc-- // it is dispatched, and paid for, again
					t.SetFuel(t.Fuel() + 1)
				}
				continue outer
			}
			switch in.Op {
			case code.Nop:
			case code.Move:
				*regs.At(in.A) = *regs.At(in.B)
			case code.LoadK:
				*regs.At(in.A) = *consts.AtInt(in.D)
			case code.Check:
				if regs.At(in.A).IsSet() {
					continue
				}
				f.sync(ip)
				t.SetFuel(fuel)
				err = m.unbound(f, in)
				continue outer
			case code.Unset:
				*regs.At(in.A) = py.Value{}

			case code.LoadGlobal:
				if c := f.cache(in); c.Ver == f.globals.KeyVersion() {
					if c.Index >= 0 {
						*regs.At(in.A) = *f.globals.ValueAt(c.Index)
						continue
					}
					if c.Ver2 == t.Builtins.KeyVersion() {
						*regs.At(in.A) = *t.Builtins.ValueAt(^c.Index)
						continue
					}
				}
				f.sync(ip)
				t.SetFuel(fuel)
				err = m.loadGlobal(f, in)
				continue outer
			case code.StoreGlobal:
				if c := f.cache(in); c.Ver == f.globals.KeyVersion() {
					*f.globals.ValueAt(c.Index) = *regs.At(in.A)
					continue
				}
				f.sync(ip)
				t.SetFuel(fuel)
				err = m.storeGlobal(f, in)
				continue outer
			case code.LoadCell:
				if c := regs.At(in.B).Cell(); c.V.IsSet() {
					*regs.At(in.A) = c.V
					continue
				}
				f.sync(ip)
				t.SetFuel(fuel)
				err = m.unbound(f, in)
				continue outer
			case code.StoreCell:
				regs.At(in.A).Cell().V = *regs.At(in.B)
			case code.FreeCell:
				*regs.At(in.A) = *regs.At(in.B)
			case code.LoadFree:
				if c := f.fn.Closure[in.B].Cell(); c.V.IsSet() {
					*regs.At(in.A) = c.V
					continue
				}
				f.sync(ip)
				t.SetFuel(fuel)
				err = m.unboundFree(f, in)
				continue outer
			case code.StoreFree:
				f.fn.Closure[in.A].Cell().V = *regs.At(in.B)

			case code.Add:
				x, y := regs.At(in.B), regs.At(in.C)
				if x.IsInt() && y.IsInt() {
					a, b := x.Small(), y.Small()
					if s := a + b; (s > a) == (b > 0) {
						*regs.At(in.A) = py.Int(s)
						continue
					}
				} else if x.IsFloat() {
					if y.IsFloat() {
						*regs.At(in.A) = py.Float(x.F() + y.F())
						continue
					}
					if y.IsInt() {
						*regs.At(in.A) = py.Float(x.F() + float64(y.Small()))
						continue
					}
				} else if x.IsInt() && y.IsFloat() {
					*regs.At(in.A) = py.Float(float64(x.Small()) + y.F())
					continue
				}
				f.sync(ip)
				t.SetFuel(fuel)
				err = m.binary(f, in)
				continue outer
			case code.AddK:
				x, y := regs.At(in.B), consts.At(in.C)
				if x.IsInt() && y.IsInt() {
					a, b := x.Small(), y.Small()
					if s := a + b; (s > a) == (b > 0) {
						*regs.At(in.A) = py.Int(s)
						continue
					}
				} else if x.IsFloat() {
					if y.IsFloat() {
						*regs.At(in.A) = py.Float(x.F() + y.F())
						continue
					}
					if y.IsInt() {
						*regs.At(in.A) = py.Float(x.F() + float64(y.Small()))
						continue
					}
				} else if x.IsInt() && y.IsFloat() {
					*regs.At(in.A) = py.Float(float64(x.Small()) + y.F())
					continue
				}
				f.sync(ip)
				t.SetFuel(fuel)
				err = m.binary(f, in)
				continue outer
			case code.Sub:
				x, y := regs.At(in.B), regs.At(in.C)
				if x.IsInt() && y.IsInt() {
					a, b := x.Small(), y.Small()
					if s := a - b; (s < a) == (b > 0) {
						*regs.At(in.A) = py.Int(s)
						continue
					}
				} else if x.IsFloat() {
					if y.IsFloat() {
						*regs.At(in.A) = py.Float(x.F() - y.F())
						continue
					}
					if y.IsInt() {
						*regs.At(in.A) = py.Float(x.F() - float64(y.Small()))
						continue
					}
				} else if x.IsInt() && y.IsFloat() {
					*regs.At(in.A) = py.Float(float64(x.Small()) - y.F())
					continue
				}
				f.sync(ip)
				t.SetFuel(fuel)
				err = m.binary(f, in)
				continue outer
			case code.SubK:
				x, y := regs.At(in.B), consts.At(in.C)
				if x.IsInt() && y.IsInt() {
					a, b := x.Small(), y.Small()
					if s := a - b; (s < a) == (b > 0) {
						*regs.At(in.A) = py.Int(s)
						continue
					}
				} else if x.IsFloat() {
					if y.IsFloat() {
						*regs.At(in.A) = py.Float(x.F() - y.F())
						continue
					}
					if y.IsInt() {
						*regs.At(in.A) = py.Float(x.F() - float64(y.Small()))
						continue
					}
				} else if x.IsInt() && y.IsFloat() {
					*regs.At(in.A) = py.Float(float64(x.Small()) - y.F())
					continue
				}
				f.sync(ip)
				t.SetFuel(fuel)
				err = m.binary(f, in)
				continue outer
			case code.Mul:
				x, y := regs.At(in.B), regs.At(in.C)
				if x.IsInt() && y.IsInt() {
					hi, lo := bits.Mul64(uint64(x.Small()), uint64(y.Small()))
					if int64(hi)-x.Small()>>63&y.Small()-y.Small()>>63&x.Small() == int64(lo)>>63 { // the signed product fits
						*regs.At(in.A) = py.Int(int64(lo))
						continue
					}
				} else if x.IsFloat() {
					if y.IsFloat() {
						*regs.At(in.A) = py.Float(float64(x.F() * y.F()))
						continue
					}
					if y.IsInt() {
						*regs.At(in.A) = py.Float(float64(x.F() * float64(y.Small())))
						continue
					}
				} else if x.IsInt() && y.IsFloat() {
					*regs.At(in.A) = py.Float(float64(float64(x.Small()) * y.F()))
					continue
				}
				f.sync(ip)
				t.SetFuel(fuel)
				err = m.binary(f, in)
				continue outer
			case code.Div:
				x, y := regs.At(in.B), regs.At(in.C)
				if x.IsFloat() {
					if y.IsFloat() && y.F() != 0 {
						*regs.At(in.A) = py.Float(x.F() / y.F())
						continue
					}
					if y.IsInt() && y.Small() != 0 {
						*regs.At(in.A) = py.Float(x.F() / float64(y.Small()))
						continue
					}
				} else if x.IsInt() {
					a := x.Small()
					if y.IsFloat() && y.F() != 0 {
						*regs.At(in.A) = py.Float(float64(a) / y.F())
						continue
					}
					if y.IsInt() { // exact where both are floats exactly
						if b := y.Small(); b != 0 && a>>53 == a>>63 && b>>53 == b>>63 {
							*regs.At(in.A) = py.Float(float64(a) / float64(b))
							continue
						}
					}
				}
				f.sync(ip)
				t.SetFuel(fuel)
				err = m.binary(f, in)
				continue outer
			case code.Mod:
				x, y := regs.At(in.B), regs.At(in.C)
				if x.IsInt() && y.IsInt() {
					if a, b := x.Small(), y.Small(); b > 0 {
						var r int64
						if uint64(a|b)>>32 == 0 { // the short division is much faster
							r = int64(uint32(a) % uint32(b))
						} else if r = a % b; r < 0 {
							r += b
						}
						*regs.At(in.A) = py.Int(r)
						continue
					}
				}
				f.sync(ip)
				t.SetFuel(fuel)
				err = m.binary(f, in)
				continue outer
			case code.FloorDiv:
				x, y := regs.At(in.B), regs.At(in.C)
				if x.IsInt() && y.IsInt() {
					if a, b := x.Small(), y.Small(); b > 0 {
						var q int64
						if uint64(a|b)>>32 == 0 {
							q = int64(uint32(a) / uint32(b))
						} else if q = a / b; q*b > a {
							q--
						}
						*regs.At(in.A) = py.Int(q)
						continue
					}
				}
				f.sync(ip)
				t.SetFuel(fuel)
				err = m.binary(f, in)
				continue outer
			case code.And:
				x, y := regs.At(in.B), regs.At(in.C)
				if x.IsInt() && y.IsInt() {
					*regs.At(in.A) = py.Int(x.Small() & y.Small())
					continue
				}
				f.sync(ip)
				t.SetFuel(fuel)
				err = m.binary(f, in)
				continue outer
			case code.Or:
				x, y := regs.At(in.B), regs.At(in.C)
				if x.IsInt() && y.IsInt() {
					*regs.At(in.A) = py.Int(x.Small() | y.Small())
					continue
				}
				f.sync(ip)
				t.SetFuel(fuel)
				err = m.binary(f, in)
				continue outer
			case code.Xor:
				x, y := regs.At(in.B), regs.At(in.C)
				if x.IsInt() && y.IsInt() {
					*regs.At(in.A) = py.Int(x.Small() ^ y.Small())
					continue
				}
				f.sync(ip)
				t.SetFuel(fuel)
				err = m.binary(f, in)
				continue outer
			case code.RShift:
				x, y := regs.At(in.B), regs.At(in.C)
				if x.IsInt() && y.IsInt() && uint64(y.Small()) < 64 {
					*regs.At(in.A) = py.Int(x.Small() >> uint(y.Small()))
					continue
				}
				f.sync(ip)
				t.SetFuel(fuel)
				err = m.binary(f, in)
				continue outer
			case code.LShift:
				x, y := regs.At(in.B), regs.At(in.C)
				if x.IsInt() && y.IsInt() && uint64(y.Small()) < 63 {
					b := uint(y.Small())
					if s := x.Small() << b; s>>b == x.Small() {
						*regs.At(in.A) = py.Int(s)
						continue
					}
				}
				f.sync(ip)
				t.SetFuel(fuel)
				err = m.binary(f, in)
				continue outer
			case code.MulK:
				x, y := regs.At(in.B), consts.At(in.C)
				if x.IsInt() && y.IsInt() {
					hi, lo := bits.Mul64(uint64(x.Small()), uint64(y.Small()))
					if int64(hi)-x.Small()>>63&y.Small()-y.Small()>>63&x.Small() == int64(lo)>>63 { // the signed product fits
						*regs.At(in.A) = py.Int(int64(lo))
						continue
					}
				} else if x.IsFloat() {
					if y.IsFloat() {
						*regs.At(in.A) = py.Float(float64(x.F() * y.F()))
						continue
					}
					if y.IsInt() {
						*regs.At(in.A) = py.Float(float64(x.F() * float64(y.Small())))
						continue
					}
				} else if x.IsInt() && y.IsFloat() {
					*regs.At(in.A) = py.Float(float64(float64(x.Small()) * y.F()))
					continue
				}
				f.sync(ip)
				t.SetFuel(fuel)
				err = m.binary(f, in)
				continue outer
			case code.DivK:
				x, y := regs.At(in.B), consts.At(in.C)
				if x.IsFloat() {
					if y.IsFloat() && y.F() != 0 {
						*regs.At(in.A) = py.Float(x.F() / y.F())
						continue
					}
					if y.IsInt() && y.Small() != 0 {
						*regs.At(in.A) = py.Float(x.F() / float64(y.Small()))
						continue
					}
				} else if x.IsInt() {
					a := x.Small()
					if y.IsFloat() && y.F() != 0 {
						*regs.At(in.A) = py.Float(float64(a) / y.F())
						continue
					}
					if y.IsInt() { // exact where both are floats exactly
						if b := y.Small(); b != 0 && a>>53 == a>>63 && b>>53 == b>>63 {
							*regs.At(in.A) = py.Float(float64(a) / float64(b))
							continue
						}
					}
				}
				f.sync(ip)
				t.SetFuel(fuel)
				err = m.binary(f, in)
				continue outer
			case code.ModK:
				x, y := regs.At(in.B), consts.At(in.C)
				if x.IsInt() && y.IsInt() {
					if a, b := x.Small(), y.Small(); b > 0 {
						var r int64
						if uint64(a|b)>>32 == 0 { // the short division is much faster
							r = int64(uint32(a) % uint32(b))
						} else if r = a % b; r < 0 {
							r += b
						}
						*regs.At(in.A) = py.Int(r)
						continue
					}
				}
				f.sync(ip)
				t.SetFuel(fuel)
				err = m.binary(f, in)
				continue outer
			case code.FloorDivK:
				x, y := regs.At(in.B), consts.At(in.C)
				if x.IsInt() && y.IsInt() {
					if a, b := x.Small(), y.Small(); b > 0 {
						var q int64
						if uint64(a|b)>>32 == 0 {
							q = int64(uint32(a) / uint32(b))
						} else if q = a / b; q*b > a {
							q--
						}
						*regs.At(in.A) = py.Int(q)
						continue
					}
				}
				f.sync(ip)
				t.SetFuel(fuel)
				err = m.binary(f, in)
				continue outer
			case code.AndK:
				x, y := regs.At(in.B), consts.At(in.C)
				if x.IsInt() && y.IsInt() {
					*regs.At(in.A) = py.Int(x.Small() & y.Small())
					continue
				}
				f.sync(ip)
				t.SetFuel(fuel)
				err = m.binary(f, in)
				continue outer
			case code.OrK:
				x, y := regs.At(in.B), consts.At(in.C)
				if x.IsInt() && y.IsInt() {
					*regs.At(in.A) = py.Int(x.Small() | y.Small())
					continue
				}
				f.sync(ip)
				t.SetFuel(fuel)
				err = m.binary(f, in)
				continue outer
			case code.XorK:
				x, y := regs.At(in.B), consts.At(in.C)
				if x.IsInt() && y.IsInt() {
					*regs.At(in.A) = py.Int(x.Small() ^ y.Small())
					continue
				}
				f.sync(ip)
				t.SetFuel(fuel)
				err = m.binary(f, in)
				continue outer
			case code.RShiftK:
				x, y := regs.At(in.B), consts.At(in.C)
				if x.IsInt() && y.IsInt() && uint64(y.Small()) < 64 {
					*regs.At(in.A) = py.Int(x.Small() >> uint(y.Small()))
					continue
				}
				f.sync(ip)
				t.SetFuel(fuel)
				err = m.binary(f, in)
				continue outer
			case code.LShiftK:
				x, y := regs.At(in.B), consts.At(in.C)
				if x.IsInt() && y.IsInt() && uint64(y.Small()) < 63 {
					b := uint(y.Small())
					if s := x.Small() << b; s>>b == x.Small() {
						*regs.At(in.A) = py.Int(s)
						continue
					}
				}
				f.sync(ip)
				t.SetFuel(fuel)
				err = m.binary(f, in)
				continue outer
			case code.Not:
				if x := regs.At(in.B); x.IsBool() {
					*regs.At(in.A) = py.Bool(x.Small() == 0)
					continue
				}
				f.sync(ip)
				t.SetFuel(fuel)
				err = m.unary(f, in)
				continue outer
			case code.Neg:
				x := regs.At(in.B)
				if x.IsInt() && x.Small() != -1<<63 {
					*regs.At(in.A) = py.Int(-x.Small())
					continue
				}
				if x.IsFloat() {
					*regs.At(in.A) = py.Float(-x.F())
					continue
				}
				f.sync(ip)
				t.SetFuel(fuel)
				err = m.unary(f, in)
				continue outer

			case code.Eq:
				x, y := regs.At(in.B), regs.At(in.C)
				if x.IsInt() && y.IsInt() {
					*regs.At(in.A) = py.Bool(x.Small() == y.Small())
					continue
				}
				if x.IsFloat() && y.IsFloat() {
					*regs.At(in.A) = py.Bool(x.F() == y.F())
					continue
				}
				f.sync(ip)
				t.SetFuel(fuel)
				err = m.compare(f, in)
				continue outer
			case code.Ne:
				x, y := regs.At(in.B), regs.At(in.C)
				if x.IsInt() && y.IsInt() {
					*regs.At(in.A) = py.Bool(x.Small() != y.Small())
					continue
				}
				if x.IsFloat() && y.IsFloat() {
					*regs.At(in.A) = py.Bool(x.F() != y.F())
					continue
				}
				f.sync(ip)
				t.SetFuel(fuel)
				err = m.compare(f, in)
				continue outer
			case code.Lt:
				x, y := regs.At(in.B), regs.At(in.C)
				if x.IsInt() && y.IsInt() {
					*regs.At(in.A) = py.Bool(x.Small() < y.Small())
					continue
				}
				if x.IsFloat() && y.IsFloat() {
					*regs.At(in.A) = py.Bool(x.F() < y.F())
					continue
				}
				f.sync(ip)
				t.SetFuel(fuel)
				err = m.compare(f, in)
				continue outer
			case code.Le:
				x, y := regs.At(in.B), regs.At(in.C)
				if x.IsInt() && y.IsInt() {
					*regs.At(in.A) = py.Bool(x.Small() <= y.Small())
					continue
				}
				if x.IsFloat() && y.IsFloat() {
					*regs.At(in.A) = py.Bool(x.F() <= y.F())
					continue
				}
				f.sync(ip)
				t.SetFuel(fuel)
				err = m.compare(f, in)
				continue outer
			case code.Gt:
				x, y := regs.At(in.B), regs.At(in.C)
				if x.IsInt() && y.IsInt() {
					*regs.At(in.A) = py.Bool(x.Small() > y.Small())
					continue
				}
				if x.IsFloat() && y.IsFloat() {
					*regs.At(in.A) = py.Bool(x.F() > y.F())
					continue
				}
				f.sync(ip)
				t.SetFuel(fuel)
				err = m.compare(f, in)
				continue outer
			case code.Ge:
				x, y := regs.At(in.B), regs.At(in.C)
				if x.IsInt() && y.IsInt() {
					*regs.At(in.A) = py.Bool(x.Small() >= y.Small())
					continue
				}
				if x.IsFloat() && y.IsFloat() {
					*regs.At(in.A) = py.Bool(x.F() >= y.F())
					continue
				}
				f.sync(ip)
				t.SetFuel(fuel)
				err = m.compare(f, in)
				continue outer
			case code.JumpEq:
				x, y := regs.At(in.B), regs.At(in.C)
				if x.IsInt() && y.IsInt() {
					if (x.Small() == y.Small()) == (in.A != 0) {
						ip = f.at(int(in.D))
					}
					continue
				}
				if x.IsFloat() && y.IsFloat() {
					if (x.F() == y.F()) == (in.A != 0) {
						ip = f.at(int(in.D))
					}
					continue
				}
				f.sync(ip)
				t.SetFuel(fuel)
				err = m.compareJump(f, in)
				continue outer
			case code.JumpEqK:
				x, y := regs.At(in.B), consts.At(in.C)
				if x.IsInt() && y.IsInt() {
					if (x.Small() == y.Small()) == (in.A != 0) {
						ip = f.at(int(in.D))
					}
					continue
				}
				if x.IsFloat() && y.IsFloat() {
					if (x.F() == y.F()) == (in.A != 0) {
						ip = f.at(int(in.D))
					}
					continue
				}
				f.sync(ip)
				t.SetFuel(fuel)
				err = m.compareJump(f, in)
				continue outer
			case code.JumpNe:
				x, y := regs.At(in.B), regs.At(in.C)
				if x.IsInt() && y.IsInt() {
					if (x.Small() != y.Small()) == (in.A != 0) {
						ip = f.at(int(in.D))
					}
					continue
				}
				if x.IsFloat() && y.IsFloat() {
					if (x.F() != y.F()) == (in.A != 0) {
						ip = f.at(int(in.D))
					}
					continue
				}
				f.sync(ip)
				t.SetFuel(fuel)
				err = m.compareJump(f, in)
				continue outer
			case code.JumpNeK:
				x, y := regs.At(in.B), consts.At(in.C)
				if x.IsInt() && y.IsInt() {
					if (x.Small() != y.Small()) == (in.A != 0) {
						ip = f.at(int(in.D))
					}
					continue
				}
				if x.IsFloat() && y.IsFloat() {
					if (x.F() != y.F()) == (in.A != 0) {
						ip = f.at(int(in.D))
					}
					continue
				}
				f.sync(ip)
				t.SetFuel(fuel)
				err = m.compareJump(f, in)
				continue outer
			case code.JumpLt:
				x, y := regs.At(in.B), regs.At(in.C)
				if x.IsInt() && y.IsInt() {
					if (x.Small() < y.Small()) == (in.A != 0) {
						ip = f.at(int(in.D))
					}
					continue
				}
				if x.IsFloat() && y.IsFloat() {
					if (x.F() < y.F()) == (in.A != 0) {
						ip = f.at(int(in.D))
					}
					continue
				}
				f.sync(ip)
				t.SetFuel(fuel)
				err = m.compareJump(f, in)
				continue outer
			case code.JumpLtK:
				x, y := regs.At(in.B), consts.At(in.C)
				if x.IsInt() && y.IsInt() {
					if (x.Small() < y.Small()) == (in.A != 0) {
						ip = f.at(int(in.D))
					}
					continue
				}
				if x.IsFloat() && y.IsFloat() {
					if (x.F() < y.F()) == (in.A != 0) {
						ip = f.at(int(in.D))
					}
					continue
				}
				f.sync(ip)
				t.SetFuel(fuel)
				err = m.compareJump(f, in)
				continue outer
			case code.JumpLe:
				x, y := regs.At(in.B), regs.At(in.C)
				if x.IsInt() && y.IsInt() {
					if (x.Small() <= y.Small()) == (in.A != 0) {
						ip = f.at(int(in.D))
					}
					continue
				}
				if x.IsFloat() && y.IsFloat() {
					if (x.F() <= y.F()) == (in.A != 0) {
						ip = f.at(int(in.D))
					}
					continue
				}
				f.sync(ip)
				t.SetFuel(fuel)
				err = m.compareJump(f, in)
				continue outer
			case code.JumpLeK:
				x, y := regs.At(in.B), consts.At(in.C)
				if x.IsInt() && y.IsInt() {
					if (x.Small() <= y.Small()) == (in.A != 0) {
						ip = f.at(int(in.D))
					}
					continue
				}
				if x.IsFloat() && y.IsFloat() {
					if (x.F() <= y.F()) == (in.A != 0) {
						ip = f.at(int(in.D))
					}
					continue
				}
				f.sync(ip)
				t.SetFuel(fuel)
				err = m.compareJump(f, in)
				continue outer
			case code.JumpGt:
				x, y := regs.At(in.B), regs.At(in.C)
				if x.IsInt() && y.IsInt() {
					if (x.Small() > y.Small()) == (in.A != 0) {
						ip = f.at(int(in.D))
					}
					continue
				}
				if x.IsFloat() && y.IsFloat() {
					if (x.F() > y.F()) == (in.A != 0) {
						ip = f.at(int(in.D))
					}
					continue
				}
				f.sync(ip)
				t.SetFuel(fuel)
				err = m.compareJump(f, in)
				continue outer
			case code.JumpGtK:
				x, y := regs.At(in.B), consts.At(in.C)
				if x.IsInt() && y.IsInt() {
					if (x.Small() > y.Small()) == (in.A != 0) {
						ip = f.at(int(in.D))
					}
					continue
				}
				if x.IsFloat() && y.IsFloat() {
					if (x.F() > y.F()) == (in.A != 0) {
						ip = f.at(int(in.D))
					}
					continue
				}
				f.sync(ip)
				t.SetFuel(fuel)
				err = m.compareJump(f, in)
				continue outer
			case code.JumpGe:
				x, y := regs.At(in.B), regs.At(in.C)
				if x.IsInt() && y.IsInt() {
					if (x.Small() >= y.Small()) == (in.A != 0) {
						ip = f.at(int(in.D))
					}
					continue
				}
				if x.IsFloat() && y.IsFloat() {
					if (x.F() >= y.F()) == (in.A != 0) {
						ip = f.at(int(in.D))
					}
					continue
				}
				f.sync(ip)
				t.SetFuel(fuel)
				err = m.compareJump(f, in)
				continue outer
			case code.JumpGeK:
				x, y := regs.At(in.B), consts.At(in.C)
				if x.IsInt() && y.IsInt() {
					if (x.Small() >= y.Small()) == (in.A != 0) {
						ip = f.at(int(in.D))
					}
					continue
				}
				if x.IsFloat() && y.IsFloat() {
					if (x.F() >= y.F()) == (in.A != 0) {
						ip = f.at(int(in.D))
					}
					continue
				}
				f.sync(ip)
				t.SetFuel(fuel)
				err = m.compareJump(f, in)
				continue outer
			case code.Is:
				*regs.At(in.A) = py.Bool(*regs.At(in.B) == *regs.At(in.C))
			case code.IsNot:
				*regs.At(in.A) = py.Bool(*regs.At(in.B) != *regs.At(in.C))
			case code.Jump:
				ip = f.at(int(in.D))
			case code.JumpLoop:
				// Most loops go on, over a range or a list: that is done here, in one step with the jump.
				ip = f.at(int(in.D))
				s := regs.At(ip.A)
				if s.IsRangeState() {
					left := regs.At(ip.A + 1)
					if n := left.Small(); n > 0 {
						left.SetPayload(uint64(n - 1))
						i := s.Small()
						s.SetPayload(uint64(i + regs.At(ip.A+2).Small()))
						*regs.At(ip.B) = py.Int(i)
						ip = next(ip)
					}
					continue
				}
				if p := regs.At(ip.A + 1); p.IsIndexState() {
					if i, items := p.Small(), s.Items(); i < int64(len(items)) {
						*regs.At(ip.B) = items[i]
						p.SetPayload(uint64(i + 1))
						ip = next(ip)
					}
				}
			case code.JumpTrue:
				x := regs.At(in.B)
				if x.IsBool() || x.IsInt() {
					if x.Small() != 0 {
						ip = f.at(int(in.D))
					}
					continue
				}
				f.sync(ip)
				t.SetFuel(fuel)
				err = m.truthJump(f, in)
				continue outer
			case code.JumpFalse:
				x := regs.At(in.B)
				if x.IsBool() || x.IsInt() {
					if x.Small() == 0 {
						ip = f.at(int(in.D))
					}
					continue
				}
				f.sync(ip)
				t.SetFuel(fuel)
				err = m.truthJump(f, in)
				continue outer
			case code.JumpNone:
				if regs.At(in.B).IsNone() {
					ip = f.at(int(in.D))
				}
			case code.JumpNotNone:
				if !regs.At(in.B).IsNone() {
					ip = f.at(int(in.D))
				}

			case code.LoadAttr:
				if o, c := regs.At(in.B), f.cache(in); c.Ver == o.Type().Version() {
					if c.Field {
						if e := o.ExtAt(); e.Shape == c.Shape {
							*regs.At(in.A) = e.Vals[c.Index]
							continue
						}
					} else if c.Slot {
						if v := o.ExtAt().Slots[c.Index]; v.IsSet() {
							*regs.At(in.A) = v
							continue
						}
					}
				}
				f.sync(ip)
				t.SetFuel(fuel)
				err = m.loadAttr(f, in)
				continue outer
			case code.StoreAttr:
				if o, c := regs.At(in.A), f.cache(in); c.Ver == o.Type().Version() {
					if c.Field {
						if e := o.ExtAt(); e.Shape == c.Shape {
							e.Vals[c.Index] = *regs.At(in.B)
							continue
						}
					} else if c.Slot {
						o.ExtAt().Slots[c.Index] = *regs.At(in.B)
						continue
					}
				}
				f.sync(ip)
				t.SetFuel(fuel)
				err = m.storeAttr(f, in)
				continue outer
			case code.GetItem:
				if o, k := regs.At(in.B), regs.At(in.C); k.IsInt() && (o.Type() == &py.ListType || o.Type() == &py.TupleType) {
					items, i := o.Items(), k.Small()
					if i < 0 {
						i += int64(len(items))
					}
					if uint64(i) < uint64(len(items)) {
						*regs.At(in.A) = items[i]
						continue
					}
				}
				f.sync(ip)
				t.SetFuel(fuel)
				err = m.getItem(f, in)
				continue outer
			case code.GetItemK:
				if o, k := regs.At(in.B), consts.At(in.C); k.IsInt() && (o.Type() == &py.ListType || o.Type() == &py.TupleType) {
					items, i := o.Items(), k.Small()
					if i < 0 {
						i += int64(len(items))
					}
					if uint64(i) < uint64(len(items)) {
						*regs.At(in.A) = items[i]
						continue
					}
				}
				f.sync(ip)
				t.SetFuel(fuel)
				err = m.getItem(f, in)
				continue outer
			case code.SetItem:
				if o, k := regs.At(in.A), regs.At(in.B); k.IsInt() && o.Type() == &py.ListType {
					items, i := o.Items(), k.Small()
					if i < 0 {
						i += int64(len(items))
					}
					if uint64(i) < uint64(len(items)) {
						items[i] = *regs.At(in.C)
						continue
					}
				}
				f.sync(ip)
				t.SetFuel(fuel)
				err = m.setItem(f, in)
				continue outer
			case code.ListAppend:
				f.sync(ip)
				t.SetFuel(fuel)
				err = m.listAppend(f, in)
				continue outer

			case code.Return:
				if f.kind != callFrame {
					f.sync(ip)
					t.SetFuel(fuel)
					v, done, e := m.returnFrom(f, in)
					if done {
						return v, e
					}
					err = e
					continue outer
				}
				*f.back.regs.At(f.dest) = *regs.At(in.A)
				m.pop(f)
				t.SetFuel(fuel)
				continue outer
			case code.Yield:
				f.sync(ip)
				t.SetFuel(fuel)
				m.suspend(f)
				if f.kind == entryFrame {
					return *regs.At(in.B), nil
				}
				*f.back.regs.At(f.dest) = *regs.At(in.B)
				continue outer
			case code.ForIter:
				s := regs.At(in.A)
				if s.IsRangeState() {
					left := regs.At(in.A + 1)
					n := left.Small()
					if n <= 0 {
						ip = f.at(int(in.D))
						continue
					}
					left.SetPayload(uint64(n - 1))
					i := s.Small()
					s.SetPayload(uint64(i + regs.At(in.A+2).Small()))
					*regs.At(in.B) = py.Int(i)
					continue
				}
				if p := regs.At(in.A + 1); p.IsIndexState() {
					if i, items := p.Small(), s.Items(); i < int64(len(items)) {
						*regs.At(in.B) = items[i]
						p.SetPayload(uint64(i + 1))
						continue
					}
				}
				f.sync(ip)
				t.SetFuel(fuel)
				err = m.forIter(f, in)
				continue outer
			case code.Unpack:
				if x := regs.At(in.B); in.C == 2 && (x.Type() == &py.TupleType || x.Type() == &py.ListType) {
					if items := x.Items(); len(items) == 2 {
						v, w := items[0], items[1]
						*regs.At(in.A), *regs.At(in.A + 1) = v, w
						continue
					}
				}
				f.sync(ip)
				t.SetFuel(fuel)
				err = m.unpack(regs, in)
				continue outer

			case code.Call:
				f.sync(ip)
				t.SetFuel(fuel)
				err = m.call(f, in)
				continue outer
			case code.CallMethod:
				f.sync(ip)
				t.SetFuel(fuel)
				err = m.callMethod(f, in)
				continue outer
			case code.BuildTuple:
				f.sync(ip)
				t.SetFuel(fuel)
				err = m.buildTuple(f, in)
				continue outer
			case code.BuildList:
				f.sync(ip)
				t.SetFuel(fuel)
				err = m.buildList(f, in)
				continue outer
			default:
				f.sync(ip)
				t.SetFuel(fuel)
				err = m.rare(f, in)
				continue outer
			}
		}
	}
}
