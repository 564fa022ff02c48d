package code

import "testing"

func TestEveryOpcodeHasARow(t *testing.T) {
	seen := map[string]Op{}
	for op := range opCount {
		r := table[op]
		if r.name == "" {
			t.Errorf("opcode %d has no row", op)
		}
		if other, ok := seen[r.name]; ok {
			t.Errorf("opcodes %d and %d are both called %s", other, op, r.name)
		}
		seen[r.name] = op
	}
}

func TestVerifyRefusesOperandsOutside(t *testing.T) {
	ok := func() *Code { return &Code{Regs: 2, Instrs: []Instr{{Op: Move, A: 0, B: 1}}} }
	for name, spoil := range map[string]func(c *Code){
		"register": func(c *Code) { c.Instrs[0].B = 2 },
		"target":   func(c *Code) { c.Instrs[0] = Instr{Op: Jump, D: 1} },
		"constant": func(c *Code) { c.Instrs[0] = Instr{Op: LoadK, D: 0} },
		"name":     func(c *Code) { c.Instrs[0] = Instr{Op: LoadGlobal, D: 0} },
		"handler":  func(c *Code) { c.Handlers = []Handler{{From: 0, To: 1, Target: 9}} },
		"negative": func(c *Code) { c.Instrs[0] = Instr{Op: Jump, D: -1} },
	} {
		c := ok()
		c.Spans = append(c.Spans, c.Span(0))
		if err := Verify(c); err != nil {
			t.Fatalf("the code as it should be: %v", err)
		}
		spoil(c)
		if Verify(c) == nil {
			t.Errorf("%s outside the code is not noticed", name)
		}
	}
}
