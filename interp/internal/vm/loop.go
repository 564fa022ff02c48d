package vm

import (
	"github.com/assay-score/assay/interp/internal/code"
	"github.com/assay-score/assay/interp/internal/py"
)

// run runs a frame and everything it calls until it returns to native code. err, where set, is raised where the frame
// stands.
func (m *Machine) run(entry *frame, err error) (py.Value, error) {
	t := m.t
	f := entry
	var v py.Value
outer:
	for {
		if err != nil {
			if f, err = m.unwind(f, entry, err); err != nil {
				return py.Value{}, err
			}
		}
		regs, instrs, pc := f.regs, f.instrs, f.pc
		for {
			in := &instrs[pc]
			pc++
			if t.Step() {
				f.pc = pc
				if err = t.Refill(); err != nil {
					continue outer
				}
			}
			switch in.Op {
			case code.Nop:
			case code.Move:
				*regs.At(in.A) = *regs.At(in.B)
			case code.LoadK:
				*regs.At(in.A) = f.code.Consts[in.D]
			case code.Check:
				if !regs.At(in.A).IsSet() {
					f.pc = pc
					err = m.unbound(f, in)
					continue outer
				}
			case code.Unset:
				*regs.At(in.A) = py.Value{}

			case code.LoadGlobal:
				c := &f.code.Caches[in.E]
				name := f.code.Names[in.D]
				if p := f.globals.At(c.Index, name); p != nil {
					*regs.At(in.A) = *p
					continue
				}
				if c.Ver == f.globals.KeyVersion() {
					if p := t.Builtins.At(c.Index2, name); p != nil {
						*regs.At(in.A) = *p
						continue
					}
				}
				f.pc = pc
				if v, err = m.loadGlobal(f, in); err != nil {
					continue outer
				}
				*regs.At(in.A) = v
			case code.StoreGlobal:
				c := &f.code.Caches[in.E]
				name := f.code.Names[in.D]
				if p := f.globals.At(c.Index, name); p != nil {
					*p = *regs.At(in.A)
					continue
				}
				f.globals.SetStr(t, name, *regs.At(in.A))
				c.Index = int32(f.globals.FindStr(t, name))
			case code.DelGlobal:
				if !f.globals.DeleteStr(t, f.code.Names[in.D]) {
					f.pc = pc
					err = m.nameError(f, f.code.Names[in.D])
					continue outer
				}
			case code.LoadName:
				f.pc = pc
				if v, err = m.loadName(f, in); err != nil {
					continue outer
				}
				*regs.At(in.A) = v
			case code.StoreName:
				f.pc = pc
				if err = m.storeName(f, f.code.Names[in.D], *regs.At(in.A)); err != nil {
					continue outer
				}
			case code.DelName:
				f.pc = pc
				if err = m.delName(f, f.code.Names[in.D]); err != nil {
					continue outer
				}
			case code.MakeCell:
				r := regs.At(in.A)
				*r = t.NewCell(*r)
			case code.LoadCell:
				c := regs.At(in.B).Cell()
				if !c.V.IsSet() {
					f.pc = pc
					err = m.unbound(f, in)
					continue outer
				}
				*regs.At(in.A) = c.V
			case code.StoreCell:
				regs.At(in.A).Cell().V = *regs.At(in.B)
			case code.DelCell:
				c := regs.At(in.A).Cell()
				if !c.V.IsSet() {
					f.pc = pc
					err = m.unbound(f, in)
					continue outer
				}
				c.V = py.Value{}
			case code.FreeCell:
				*regs.At(in.A) = *regs.At(in.B)
			case code.LoadFree:
				c := f.fn.Closure[in.B].Cell()
				if !c.V.IsSet() {
					f.pc = pc
					err = m.unboundFree(f, in)
					continue outer
				}
				*regs.At(in.A) = c.V
			case code.StoreFree:
				f.fn.Closure[in.A].Cell().V = *regs.At(in.B)
			case code.DelFree:
				c := f.fn.Closure[in.A].Cell()
				if !c.V.IsSet() {
					f.pc = pc
					err = m.unboundFree(f, in)
					continue outer
				}
				c.V = py.Value{}
			case code.LoadClassFree:
				f.pc = pc
				if v, err = m.loadClassFree(f, in); err != nil {
					continue outer
				}
				*regs.At(in.A) = v

			case code.Add:
				x, y := regs.At(in.B), regs.At(in.C)
				if x.IsInt() && y.IsInt() {
					a, b := x.Small(), y.Small()
					if s := a + b; (s > a) == (b > 0) {
						regs.At(in.A).SetInt(s)
						continue
					}
				} else if x.IsFloat() && y.IsFloat() {
					*regs.At(in.A) = py.Float(x.F() + y.F())
					continue
				}
				f.pc = pc
				if v, err = m.binary(f, in, code.OpAdd, *x, *y); err != nil {
					continue outer
				}
				*regs.At(in.A) = v
			case code.AddK:
				x, y := regs.At(in.B), &f.code.Consts[in.C]
				if x.IsInt() && y.IsInt() {
					a, b := x.Small(), y.Small()
					if s := a + b; (s > a) == (b > 0) {
						regs.At(in.A).SetInt(s)
						continue
					}
				} else if x.IsFloat() && y.IsFloat() {
					*regs.At(in.A) = py.Float(x.F() + y.F())
					continue
				}
				f.pc = pc
				if v, err = m.binary(f, in, code.OpAdd, *x, *y); err != nil {
					continue outer
				}
				*regs.At(in.A) = v
			case code.Sub:
				x, y := regs.At(in.B), regs.At(in.C)
				if x.IsInt() && y.IsInt() {
					a, b := x.Small(), y.Small()
					if s := a - b; (s < a) == (b > 0) {
						regs.At(in.A).SetInt(s)
						continue
					}
				} else if x.IsFloat() && y.IsFloat() {
					*regs.At(in.A) = py.Float(x.F() - y.F())
					continue
				}
				f.pc = pc
				if v, err = m.binary(f, in, code.OpSub, *x, *y); err != nil {
					continue outer
				}
				*regs.At(in.A) = v
			case code.SubK:
				x, y := regs.At(in.B), &f.code.Consts[in.C]
				if x.IsInt() && y.IsInt() {
					a, b := x.Small(), y.Small()
					if s := a - b; (s < a) == (b > 0) {
						regs.At(in.A).SetInt(s)
						continue
					}
				} else if x.IsFloat() && y.IsFloat() {
					*regs.At(in.A) = py.Float(x.F() - y.F())
					continue
				}
				f.pc = pc
				if v, err = m.binary(f, in, code.OpSub, *x, *y); err != nil {
					continue outer
				}
				*regs.At(in.A) = v
			case code.Mul, code.MulK:
				x, y := regs.At(in.B), operandC(regs, f, in, in.Op == code.MulK)
				if x.IsInt() && y.IsInt() {
					if s, ok := py.MulInt(x.Small(), y.Small()); ok {
						regs.At(in.A).SetInt(s)
						continue
					}
				} else if x.IsFloat() && y.IsFloat() {
					*regs.At(in.A) = py.Float(float64(x.F() * y.F()))
					continue
				}
				f.pc = pc
				if v, err = m.binary(f, in, code.OpMul, *x, *y); err != nil {
					continue outer
				}
				*regs.At(in.A) = v
			case code.Div, code.DivK:
				x, y := regs.At(in.B), operandC(regs, f, in, in.Op == code.DivK)
				if x.IsFloat() && y.IsFloat() && y.F() != 0 {
					*regs.At(in.A) = py.Float(x.F() / y.F())
					continue
				}
				f.pc = pc
				if v, err = m.binary(f, in, code.OpDiv, *x, *y); err != nil {
					continue outer
				}
				*regs.At(in.A) = v
			case code.Mod, code.ModK:
				x, y := regs.At(in.B), operandC(regs, f, in, in.Op == code.ModK)
				if x.IsInt() && y.IsInt() {
					if a, b := x.Small(), y.Small(); b > 0 {
						r := a % b
						if r < 0 {
							r += b
						}
						regs.At(in.A).SetInt(r)
						continue
					}
				}
				f.pc = pc
				if v, err = m.binary(f, in, code.OpMod, *x, *y); err != nil {
					continue outer
				}
				*regs.At(in.A) = v
			case code.FloorDiv, code.FloorDivK:
				x, y := regs.At(in.B), operandC(regs, f, in, in.Op == code.FloorDivK)
				if x.IsInt() && y.IsInt() {
					if a, b := x.Small(), y.Small(); b > 0 {
						q := a / b
						if a%b < 0 {
							q--
						}
						regs.At(in.A).SetInt(q)
						continue
					}
				}
				f.pc = pc
				if v, err = m.binary(f, in, code.OpFloorDiv, *x, *y); err != nil {
					continue outer
				}
				*regs.At(in.A) = v
			case code.And, code.AndK, code.Or, code.OrK, code.Xor, code.XorK, code.LShift, code.LShiftK, code.RShift, code.RShiftK:
				x := regs.At(in.B)
				op := in.Op - code.Add
				var y *py.Value
				if in.Op >= code.AddK {
					op -= code.BinOps
					y = &f.code.Consts[in.C]
				} else {
					y = regs.At(in.C)
				}
				if x.IsInt() && y.IsInt() {
					a, b := x.Small(), y.Small()
					switch code.BinOp(op) {
					case code.OpAnd:
						regs.At(in.A).SetInt(a & b)
						continue
					case code.OpOr:
						regs.At(in.A).SetInt(a | b)
						continue
					case code.OpXor:
						regs.At(in.A).SetInt(a ^ b)
						continue
					case code.OpRShift:
						if uint64(b) < 64 {
							regs.At(in.A).SetInt(a >> uint(b))
							continue
						}
					case code.OpLShift:
						if uint64(b) < 63 {
							if s := a << uint(b); s>>uint(b) == a {
								regs.At(in.A).SetInt(s)
								continue
							}
						}
					}
				}
				f.pc = pc
				if v, err = m.binary(f, in, code.BinOp(op), *x, *y); err != nil {
					continue outer
				}
				*regs.At(in.A) = v
			case code.MatMul, code.Pow:
				f.pc = pc
				if v, err = m.binary(f, in, code.BinOp(in.Op-code.Add), *regs.At(in.B), *regs.At(in.C)); err != nil {
					continue outer
				}
				*regs.At(in.A) = v
			case code.MatMulK, code.PowK:
				f.pc = pc
				if v, err = m.binary(f, in, code.BinOp(in.Op-code.AddK), *regs.At(in.B), f.code.Consts[in.C]); err != nil {
					continue outer
				}
				*regs.At(in.A) = v

			case code.Not:
				x := regs.At(in.B)
				if x.IsBool() {
					*regs.At(in.A) = py.Bool(*x != py.True)
					continue
				}
				f.pc = pc
				var b bool
				if b, err = t.Truth(*x); err != nil {
					continue outer
				}
				*regs.At(in.A) = py.Bool(!b)
			case code.Neg:
				x := regs.At(in.B)
				if x.IsFloat() {
					*regs.At(in.A) = py.Float(-x.F())
					continue
				}
				f.pc = pc
				if v, err = t.Neg(*x); err != nil {
					continue outer
				}
				*regs.At(in.A) = v
			case code.Pos:
				f.pc = pc
				if v, err = t.Pos(*regs.At(in.B)); err != nil {
					continue outer
				}
				*regs.At(in.A) = v
			case code.Invert:
				f.pc = pc
				if v, err = t.Invert(*regs.At(in.B)); err != nil {
					continue outer
				}
				*regs.At(in.A) = v

			case code.Eq, code.Ne, code.Lt, code.Le, code.Gt, code.Ge:
				x, y := regs.At(in.B), regs.At(in.C)
				op := code.CmpOp(in.Op - code.Eq)
				if x.IsInt() && y.IsInt() {
					*regs.At(in.A) = py.Bool(compareInts(op, x.Small(), y.Small()))
					continue
				}
				f.pc = pc
				if v, err = t.Compare(op, *x, *y); err != nil {
					continue outer
				}
				*regs.At(in.A) = v
			case code.JumpLt, code.JumpLtK:
				x, y := regs.At(in.B), operandC(regs, f, in, in.Op == code.JumpLtK)
				if x.IsInt() && y.IsInt() {
					if (x.Small() < y.Small()) == (in.A != 0) {
						pc = int(in.D)
					}
					continue
				}
				f.pc = pc
				var b bool
				if b, err = m.test(code.CmpLt, *x, *y); err != nil {
					continue outer
				}
				if b == (in.A != 0) {
					pc = int(in.D)
				}
			case code.JumpEq, code.JumpEqK:
				x, y := regs.At(in.B), operandC(regs, f, in, in.Op == code.JumpEqK)
				if x.IsInt() && y.IsInt() {
					if (x.Small() == y.Small()) == (in.A != 0) {
						pc = int(in.D)
					}
					continue
				}
				f.pc = pc
				var b bool
				if b, err = m.test(code.CmpEq, *x, *y); err != nil {
					continue outer
				}
				if b == (in.A != 0) {
					pc = int(in.D)
				}
			case code.JumpNe, code.JumpLe, code.JumpGt, code.JumpGe, code.JumpNeK, code.JumpLeK, code.JumpGtK, code.JumpGeK:
				x, y := regs.At(in.B), regs.At(in.C)
				op := in.Op - code.JumpEq
				if in.Op >= code.JumpEqK {
					op = in.Op - code.JumpEqK
					y = &f.code.Consts[in.C]
				}
				var b bool
				if x.IsInt() && y.IsInt() {
					b = compareInts(code.CmpOp(op), x.Small(), y.Small())
				} else {
					f.pc = pc
					if b, err = m.test(code.CmpOp(op), *x, *y); err != nil {
						continue outer
					}
				}
				if b == (in.A != 0) {
					pc = int(in.D)
				}
			case code.Is:
				*regs.At(in.A) = py.Bool(*regs.At(in.B) == *regs.At(in.C))
			case code.IsNot:
				*regs.At(in.A) = py.Bool(*regs.At(in.B) != *regs.At(in.C))
			case code.In, code.NotIn:
				f.pc = pc
				var b bool
				if b, err = t.Contains(*regs.At(in.C), *regs.At(in.B)); err != nil {
					continue outer
				}
				*regs.At(in.A) = py.Bool(b == (in.Op == code.In))

			case code.Jump:
				pc = int(in.D)
			case code.JumpTrue, code.JumpFalse:
				x := regs.At(in.B)
				var b bool
				if x.IsBool() {
					b = *x == py.True
				} else {
					f.pc = pc
					if b, err = t.Truth(*x); err != nil {
						continue outer
					}
				}
				if b == (in.Op == code.JumpTrue) {
					pc = int(in.D)
				}
			case code.JumpNone:
				if regs.At(in.B).IsNone() {
					pc = int(in.D)
				}
			case code.JumpNotNone:
				if !regs.At(in.B).IsNone() {
					pc = int(in.D)
				}

			case code.LoadAttr:
				o := *regs.At(in.B)
				c := &f.code.Caches[in.E]
				if typ := o.Type(); c.Typ == typ && c.Ver == typ.Version() {
					if c.Index >= 0 {
						if p := o.ExtOf().Dict().At(c.Index, f.code.Names[in.D]); p != nil {
							*regs.At(in.A) = *p
							continue
						}
					} else if c.Val.IsSet() {
						*regs.At(in.A) = c.Val
						continue
					}
				}
				f.pc = pc
				if v, err = m.loadAttr(f, o, f.code.Names[in.D], c); err != nil {
					continue outer
				}
				*regs.At(in.A) = v
			case code.StoreAttr:
				o := *regs.At(in.A)
				c := &f.code.Caches[in.E]
				if typ := o.Type(); c.Typ == typ && c.Ver == typ.Version() {
					if p := o.ExtOf().Dict().At(c.Index, f.code.Names[in.D]); p != nil {
						*p = *regs.At(in.B)
						continue
					}
					t.StoreOwn(o, f.code.Names[in.D], *regs.At(in.B))
					continue
				}
				f.pc = pc
				if err = m.storeAttr(o, f.code.Names[in.D], *regs.At(in.B), c); err != nil {
					continue outer
				}
			case code.DelAttr:
				f.pc = pc
				if err = t.SetAttr(*regs.At(in.A), f.code.Names[in.D], py.Value{}); err != nil {
					continue outer
				}
			case code.GetItem, code.GetItemK:
				o, k := *regs.At(in.B), operandC(regs, f, in, in.Op == code.GetItemK)
				if k.IsInt() {
					if items := o.ItemsOf(); items != nil {
						i := k.Small()
						if i < 0 {
							i += int64(len(*items))
						}
						if uint64(i) < uint64(len(*items)) {
							*regs.At(in.A) = (*items)[i]
							continue
						}
					}
				}
				f.pc = pc
				if typ := o.Type(); typ.IsPython() {
					if fn := typ.SpecialGetItem(); fn.IsSet() && fn.Func() != nil {
						base := f.code.C.Regs
						var g *frame
						if g, err = m.pushArgs(f, fn.Func(), []py.Value{o, *k}, in.A); err != nil {
							continue outer
						}
						_ = base
						if g != nil {
							f = g
							continue outer
						}
						continue
					}
				}
				if v, err = t.GetItem(o, *k); err != nil {
					continue outer
				}
				*regs.At(in.A) = v
			case code.SetItem:
				o, k := *regs.At(in.A), *regs.At(in.B)
				if k.IsInt() && o.Type() == &py.ListType {
					items := *o.ItemsOf()
					i := k.Small()
					if i < 0 {
						i += int64(len(items))
					}
					if uint64(i) < uint64(len(items)) {
						items[i] = *regs.At(in.C)
						continue
					}
				}
				f.pc = pc
				if err = t.SetItem(o, k, *regs.At(in.C)); err != nil {
					continue outer
				}
			case code.DelItem:
				f.pc = pc
				if err = t.SetItem(*regs.At(in.A), *regs.At(in.B), py.Value{}); err != nil {
					continue outer
				}
			case code.BuildSlice:
				*regs.At(in.A) = t.NewSlice(*regs.At(in.B), *regs.At(in.B + 1), *regs.At(in.B + 2))

			case code.BuildList:
				n := int(in.C)
				items := make([]py.Value, n, max(n, 4))
				copy(items, regs.Slice(int(in.B), n))
				*regs.At(in.A) = t.ListValue(items)
			case code.BuildTuple:
				n := int(in.C)
				items := make([]py.Value, n)
				copy(items, regs.Slice(int(in.B), n))
				*regs.At(in.A) = t.Tuple(items...)
			case code.BuildSet, code.BuildDict, code.ListExtend, code.SetUpdate, code.DictUpdate, code.DictMerge, code.SetAdd, code.DictSet:
				f.pc = pc
				if err = m.build(f, in); err != nil {
					continue outer
				}
			case code.ListAppend:
				if err = regs.At(in.A).List().Append(t, *regs.At(in.B)); err != nil {
					f.pc = pc
					continue outer
				}
			case code.ListToTuple:
				*regs.At(in.A) = t.Tuple(regs.At(in.B).List().Items...)

			case code.Call:
				f.pc = pc
				base, n := int(in.A)+1, int(in.B)
				if in.E != 0 {
					if regs.At(in.A + 1).IsSet() {
						n++
					} else {
						base++
					}
				}
				callee := *regs.At(in.A)
				var g *frame
				if fn := callee.Func(); fn != nil {
					g, err = m.push(f, fn, base, n, in.C)
				} else {
					g, err = m.callOther(f, callee, base, n, in.C)
				}
				if err != nil {
					continue outer
				}
				if g != nil {
					f = g
					regs, instrs, pc = f.regs, f.instrs, 0
				}
			case code.CallMethod:
				f.pc = pc
				self := *regs.At(in.A)
				c := &f.code.Caches[in.E]
				var g *frame
				if typ := self.Type(); c.Typ == typ && c.Ver == typ.Version() && c.Val.IsSet() && (c.Index < 0 || !self.HasOwn(t, f.code.Names[in.D])) {
					if fn := c.Val.Func(); fn != nil {
						g, err = m.push(f, fn, int(in.A), int(in.B)+1, in.C)
					} else if v, err = c.Val.Native().Call(t, regs.Slice(int(in.A), int(in.B)+1), nil); err == nil {
						*regs.At(in.C) = v
						continue
					}
				} else {
					g, err = m.callMethod(f, in, c)
				}
				if err != nil {
					continue outer
				}
				if g != nil {
					f = g
					regs, instrs, pc = f.regs, f.instrs, 0
				}
			case code.LoadMethod:
				f.pc = pc
				if err = m.loadMethod(f, in); err != nil {
					continue outer
				}
			case code.CallKw, code.CallEx:
				f.pc = pc
				var g *frame
				if in.Op == code.CallKw {
					g, err = m.callKw(f, in)
				} else {
					g, err = m.callEx(f, in)
				}
				if err != nil {
					continue outer
				}
				if g != nil {
					f = g
					regs, instrs, pc = f.regs, f.instrs, 0
				}
			case code.CallSuper:
				f.pc = pc
				callee := *regs.At(in.A)
				n := 2
				if callee != py.Obj(&py.SuperType) {
					n = 0
				}
				if v, err = t.CallKw(callee, append([]py.Value(nil), regs.Slice(int(in.A)+1, n)...), nil); err != nil {
					continue outer
				}
				*regs.At(in.C) = v
			case code.LoadSpecial:
				f.pc = pc
				if v, err = m.loadSpecial(f, in); err != nil {
					continue outer
				}
				*regs.At(in.A) = v

			case code.Return:
				v = *regs.At(in.A)
				dest, kind := f.dest, f.kind
				if f.gen != nil {
					m.finishGenerator(f)
				}
				if kind == callFrame {
					back := f.back
					m.leave(f)
					f = back
					regs, instrs, pc = f.regs, f.instrs, f.pc
					*regs.At(dest) = v
					continue
				}
				if kind == initFrame && !v.IsNone() {
					f.pc = pc
					err = t.Raisef(&py.TypeError, "__init__() should return None, not '%s'", v.Type().Name)
					continue outer
				}
				if kind == entryFrame {
					isGen := f.gen != nil
					m.leave(f)
					if isGen {
						return py.Value{}, m.stopIteration(v, f)
					}
					return v, nil
				}
				self := f.self
				back := f.back
				m.leave(f)
				f = back
				regs, instrs, pc = f.regs, f.instrs, f.pc
				switch kind {
				case initFrame:
					*regs.At(dest) = self
				case forFrame:
					pc = int(instrs[pc-1].D)
				case sendFrame:
					*regs.At(dest) = v
					pc = int(instrs[pc-1].D)
				}
			case code.Yield:
				f.pc = pc
				v = *regs.At(in.B)
				m.suspend(f)
				if f.kind == entryFrame {
					return v, nil
				}
				dest := f.dest
				f = f.back
				regs, instrs, pc = f.regs, f.instrs, f.pc
				*regs.At(dest) = v

			case code.GetIter:
				f.pc = pc
				if v, err = t.Iter(*regs.At(in.B)); err != nil {
					continue outer
				}
				*regs.At(in.A) = v
			case code.ForPrep:
				f.pc = pc
				if err = m.forPrep(regs, in); err != nil {
					continue outer
				}
			case code.ForIter:
				s := regs.At(in.A)
				if s.IsRangeState() {
					left := regs.At(in.A + 1)
					n := left.Small()
					if n <= 0 {
						pc = int(in.D)
						continue
					}
					left.SetPayload(uint64(n - 1))
					i := s.Small()
					s.SetPayload(uint64(i + regs.At(in.A+2).Small()))
					regs.At(in.B).SetInt(i)
					continue
				}
				if p := regs.At(in.A + 1); p.IsIndexState() {
					i := p.Small()
					if items := *s.ItemsOf(); i < int64(len(items)) {
						*regs.At(in.B) = items[i]
						p.SetPayload(uint64(i + 1))
						continue
					}
					*s = py.Obj(py.EmptyTuple())
					pc = int(in.D)
					continue
				}
				f.pc = pc
				if g := s.Generator(); g != nil && g.Type() == &py.GeneratorType {
					var h *frame
					if h, err = m.resume(f, g, py.None, in.B, forFrame); err != nil {
						continue outer
					}
					if h == nil {
						pc = int(in.D)
						continue
					}
					f = h
					regs, instrs, pc = f.regs, f.instrs, f.pc
					continue
				}
				if v, err = t.Next(*s); err != nil {
					continue outer
				}
				if !v.IsSet() {
					pc = int(in.D)
					continue
				}
				*regs.At(in.B) = v
			case code.YieldFromIter:
				f.pc = pc
				x := *regs.At(in.B)
				if x.Type() == &py.CoroutineType && f.code.C.Flags&code.Coroutine == 0 {
					err = t.Raisef(&py.TypeError, "cannot 'yield from' a coroutine object in a non-coroutine generator")
					continue outer
				}
				if x.Generator() == nil {
					if x, err = t.Iter(x); err != nil {
						continue outer
					}
				}
				*regs.At(in.A) = x
			case code.Send:
				f.pc = pc
				it := *regs.At(in.A)
				if g := it.Generator(); g != nil {
					var h *frame
					if h, err = m.resume(f, g, *regs.At(in.B), in.B, sendFrame); err != nil {
						continue outer
					}
					if h == nil {
						*regs.At(in.B) = py.None
						pc = int(in.D)
						continue
					}
					f = h
					regs, instrs, pc = f.regs, f.instrs, f.pc
					continue
				}
				var done bool
				if v, done, err = m.sendOther(it, *regs.At(in.B)); err != nil {
					continue outer
				}
				*regs.At(in.B) = v
				if done {
					pc = int(in.D)
				}
			case code.Raise:
				f.pc = pc
				err = m.raise(f, in)
				continue outer
			case code.Reraise:
				f.pc = pc
				f.failed = true
				err = regs.At(in.A).Exception()
				continue outer
			case code.PushHandler:
				r := regs.At(in.A)
				if t.Handled == nil {
					*r = py.None
				} else {
					*r = py.Obj(t.Handled)
				}
				if e := regs.At(in.B); !e.IsNone() {
					t.Handled = e.Exception()
				}
			case code.PopHandler:
				if r := regs.At(in.A); r.IsNone() {
					t.Handled = nil
				} else {
					t.Handled = r.Exception()
				}
			case code.Unpack:
				f.pc = pc
				if err = m.unpack(regs, in); err != nil {
					continue outer
				}
			case code.FormatValue:
				f.pc = pc
				if err = m.formatValue(regs, in); err != nil {
					continue outer
				}
			case code.BuildString:
				f.pc = pc
				if err = m.buildString(regs, in); err != nil {
					continue outer
				}
			case code.MakeFunction:
				f.pc = pc
				*regs.At(in.A) = m.makeFunction(f, in)
			default:
				f.pc = pc
				if err = m.rare(f, in); err != nil {
					continue outer
				}
				pc = f.pc
			}
		}
	}
}

func compareInts(op code.CmpOp, x, y int64) bool {
	switch op {
	case code.CmpEq:
		return x == y
	case code.CmpNe:
		return x != y
	case code.CmpLt:
		return x < y
	case code.CmpLe:
		return x <= y
	case code.CmpGt:
		return x > y
	}
	return x >= y
}

// test is the truth of a comparison.
func (m *Machine) test(op code.CmpOp, x, y py.Value) (bool, error) {
	if x.IsFloat() && y.IsFloat() {
		return py.CompareFloats(op, x.F(), y.F()), nil
	}
	if op == code.CmpEq {
		return m.t.Equal(x, y)
	}
	r, err := m.t.Compare(op, x, y)
	if err != nil {
		return false, err
	}
	return m.t.Truth(r)
}

// binary is a binary operator that the loop did not do itself.
func (m *Machine) binary(f *frame, in *code.Instr, op code.BinOp, x, y py.Value) (py.Value, error) {
	if !x.IsSet() || !y.IsSet() {
		return py.Value{}, m.t.Raisef(&py.SystemError, "unset operand")
	}
	if in.E != 0 {
		return m.t.InPlace(op, x, y)
	}
	return m.t.Binary(op, x, y)
}
