package regex

import "strings"

// opcode is what an instruction does. Unless it says otherwise, matching goes on with the instruction behind it; to fail
// is to backtrack.
type opcode uint8

const (
	opMatch      opcode = iota // the pattern has matched
	opFail                     // fail
	opLit                      // compare with text
	opOne                      // one character of the kind one
	opRun                      // least to most characters of the kind one, in the manner mode
	opJump                     // go to x
	opSplit                    // try what follows, later x; unless the next byte is not y, where y >= 0
	opSplitLazy                // try x, later what follows
	opStart                    // register x is the position: a group begins
	opEnd                      // register x is the position: group y ends, the last so far
	opAt                       // fail unless at the place x; y != 0: of ASCII
	opRef                      // what group x matched
	opRefFold                  // the same, ignoring case; y != 0: of ASCII
	opCond                     // go to y unless group x matched
	opLoopInit                 // registers x and x+1, count and last position, for a new loop
	opLoop                     // once more, or go to y
	opLoopLazy                 // go to y, later to y-1, or once more if there were not enough
	opLoopMore                 // once more, at y, or fail
	opAtomic                   // register x is the height of the stack
	opAtomicEnd                // drop the choices above that height
	opLook                     // registers x and x+1 are height and position; go width characters back
	opLookEnd                  // drop the choices above that height, return to that position
	opLookNot                  // register x is the height; go width characters back; where what follows fails, go to y
	opLookNotEnd               // return to that height and fail
)

// inst is an instruction.
type inst struct {
	op          opcode
	mode        manner
	x, y        int32
	least, most int64 // of opRun and loops; most is the width of a look
	text        string
	one         *single
}

// singleKind tells the ways to match one character apart.
type singleKind uint8

const (
	oneByte   singleKind = iota // the byte of text
	oneText                     // the bytes of text
	oneNoLine                   // all but \n
	oneAll                      // all
	oneSet                      // one of a class
)

// single matches exactly one character.
type single struct {
	kind singleKind
	text string
	set  *charset
}

// foldedKey finds the class of a literal whose case is ignored.
type foldedKey struct {
	char  rune
	ascii bool
}

type emitter struct {
	*parser
	code      []inst
	registers int
	folded    map[foldedKey]*single
	anyLine   *single
	anyAll    *single
}

func (e *emitter) emit(i inst) int {
	e.code = append(e.code, i)
	return len(e.code) - 1
}

// here is the address of the next instruction.
func (e *emitter) here() int32 { return int32(len(e.code)) }

// reserve gives the first of n new registers.
func (e *emitter) reserve(n int) int32 {
	e.registers += n
	return int32(e.registers - n)
}

// ascii reports whether categories and case are those of ASCII.
func (e *emitter) ascii(f Flags) bool { return e.isBytes || f&Unicode == 0 }

// node emits a node. Its depth is the tree's, which the parser has bounded.
func (e *emitter) node(n *node, f Flags) {
	if s := e.single(n, f); s != nil {
		e.one(s)
		return
	}
	switch n.kind {
	case nodeSeq:
		e.sequence(n.kids, f)
	case nodeAlt:
		e.alternatives(n, f)
	case nodeAt:
		e.at(n.where, f)
	case nodeGroup:
		if n.group == 0 {
			e.node(n.kids[0], f.with(n.add, n.del))
			return
		}
		e.emit(inst{op: opStart, x: int32(2 * n.group)})
		e.node(n.kids[0], f)
		e.emit(inst{op: opEnd, x: int32(2*n.group + 1), y: int32(n.group)})
	case nodeRepeat:
		e.repeat(n, f)
	case nodeLook:
		e.look(n, f)
	case nodeAtomic:
		e.atomic(func() { e.node(n.kids[0], f) })
	case nodeRef:
		i := inst{op: opRef, x: int32(n.group)}
		if f&IgnoreCase != 0 {
			i.op = opRefFold
			if e.ascii(f) {
				i.y = 1
			}
		}
		e.emit(i)
	case nodeCond:
		cond := e.emit(inst{op: opCond, x: int32(n.group)})
		e.node(n.kids[0], f)
		over := e.emit(inst{op: opJump})
		e.code[cond].y = e.here()
		e.node(n.kids[1], f)
		e.code[over].x = e.here()
	case nodeNothing:
		e.emit(inst{op: opFail})
	}
}

// sequence emits nodes in a row; literals among them become one comparison.
func (e *emitter) sequence(kids []*node, f Flags) {
	for i := 0; i < len(kids); {
		var text strings.Builder
		for ; i < len(kids) && kids[i].kind == nodeChar; i++ {
			s := e.char(kids[i].char, f)
			if s.kind == oneSet {
				break
			}
			text.WriteString(s.text)
		}
		if text.Len() > 0 {
			e.emit(inst{op: opLit, text: text.String()})
			continue
		}
		e.node(kids[i], f)
		i++
	}
}

func (e *emitter) one(s *single) {
	if s.kind == oneByte || s.kind == oneText {
		e.emit(inst{op: opLit, text: s.text})
		return
	}
	e.emit(inst{op: opOne, one: s})
}

// single gives the way to match a node that is always one character, or nil.
func (e *emitter) single(n *node, f Flags) *single {
	for {
		switch {
		case n.kind == nodeSeq && len(n.kids) == 1:
			n = n.kids[0]
			continue
		case n.kind == nodeGroup && n.group == 0:
			f = f.with(n.add, n.del)
			n = n.kids[0]
			continue
		case n.kind == nodeChar:
			return e.char(n.char, f)
		case n.kind == nodeAny && f&DotAll != 0:
			return e.anyAll
		case n.kind == nodeAny:
			return e.anyLine
		case n.kind == nodeSet, n.kind == nodeAlt:
			return e.set(n, f)
		}
		return nil
	}
}

// set gives the class that a node is, or nil. A node has but one place in the tree, and so one set of flags: the answer is
// kept with it.
func (e *emitter) set(n *node, f Flags) *single {
	if !n.tried {
		n.tried = true
		items := n
		if n.kind == nodeAlt {
			items = union(n)
		}
		if items != nil {
			n.one = &single{kind: oneSet, set: newCharset(items, f, e.isBytes)}
		}
	}
	return n.one
}

func (e *emitter) char(c rune, f Flags) *single {
	ascii := e.ascii(f)
	if f&IgnoreCase != 0 && cased(c, ascii) {
		key := foldedKey{lower(c, ascii), ascii}
		if e.folded[key] == nil {
			set := &node{kind: nodeSet, ranges: []runeRange{{c, c}}}
			e.folded[key] = &single{kind: oneSet, set: newCharset(set, f, e.isBytes)}
		}
		return e.folded[key]
	}
	text := encode(c)
	if e.isBytes {
		text = string([]byte{byte(c)})
	}
	if len(text) == 1 {
		return &single{kind: oneByte, text: text}
	}
	return &single{kind: oneText, text: text}
}

// union makes one class of alternatives that are all a character or a class, or gives nil.
func union(n *node) *node {
	set := &node{kind: nodeSet}
	for _, k := range n.kids {
		if k.kind != nodeSeq || len(k.kids) != 1 {
			return nil
		}
		switch item := k.kids[0]; {
		case item.kind == nodeChar:
			set.include(item)
		case item.kind == nodeSet && !item.negate:
			set.ranges = append(set.ranges, item.ranges...)
			set.include(&node{kind: nodeSet, cats: item.cats})
		default:
			return nil
		}
	}
	return set
}

func (e *emitter) alternatives(n *node, f Flags) {
	var overs []int
	last := len(n.kids) - 1
	for i, k := range n.kids {
		if i == last {
			e.node(k, f)
			break
		}
		split := e.emit(inst{op: opSplit})
		e.node(k, f)
		overs = append(overs, e.emit(inst{op: opJump}))
		e.code[split].x = e.here()
	}
	for _, o := range overs {
		e.code[o].x = e.here()
	}
}

func (e *emitter) at(where place, f Flags) {
	i := inst{op: opAt}
	switch {
	case f&Multiline != 0:
	case where == atBegin:
		where = atTextBegin
	}
	i.x = int32(where)
	if e.ascii(f) {
		i.y = 1
	}
	if where == atEnd && f&Multiline != 0 {
		i.x = atLineEnd
	}
	e.emit(i)
}

// atLineEnd is $ under MULTILINE, one more place than the parser knows.
const atLineEnd = int32(notBoundary) + 1

func (e *emitter) repeat(n *node, f Flags) {
	kid := n.kids[0]
	if s := e.single(kid, f); s != nil {
		e.emit(inst{op: opRun, one: s, least: n.least, most: n.most, mode: n.mode, y: -1})
		return
	}
	if n.mode == possessive {
		// Each turn stands by itself: what it gave up once is not tried again for a later one.
		e.atomic(func() {
			e.loop(n, func() { e.atomic(func() { e.node(kid, f) }) })
		})
		return
	}
	e.loop(n, func() { e.node(kid, f) })
}

func (e *emitter) loop(n *node, body func()) {
	isLazy := n.mode == lazy
	switch {
	case n.most == 0:
		at := len(e.code)
		body() // for the errors in it
		e.code = e.code[:at]
		return
	case n.least == 1 && n.most == 1:
		body()
		return
	case n.least == 0 && n.most == 1:
		i := inst{op: opSplit}
		if isLazy {
			i.op = opSplitLazy
		}
		split := e.emit(i)
		body()
		e.code[split].x = e.here()
		return
	}
	regs := e.reserve(2)
	e.emit(inst{op: opLoopInit, x: regs})
	i := inst{op: opLoop, x: regs, least: n.least, most: n.most}
	if isLazy {
		i.op = opLoopLazy
	}
	loop := e.emit(i)
	body()
	e.emit(inst{op: opJump, x: int32(loop)})
	if isLazy {
		e.emit(inst{op: opLoopMore, x: regs, y: int32(loop + 1), most: n.most})
	}
	e.code[loop].y = e.here()
}

func (e *emitter) atomic(body func()) {
	reg := e.reserve(1)
	e.emit(inst{op: opAtomic, x: reg})
	body()
	e.emit(inst{op: opAtomicEnd, x: reg})
}

func (e *emitter) look(n *node, f Flags) {
	back := int64(0)
	if n.behind {
		w := e.measure(n.kids[0])
		switch {
		case w.least > maxBehind:
			e.failAt(Malformed, -1, "looks too much behind")
		case w.least != w.most:
			e.failAt(Malformed, -1, "look-behind requires fixed-width pattern")
		}
		back = int64(w.least)
	}
	reg := e.reserve(2)
	if !n.negate {
		e.emit(inst{op: opLook, x: reg, most: back})
		e.node(n.kids[0], f)
		e.emit(inst{op: opLookEnd, x: reg})
		return
	}
	look := e.emit(inst{op: opLookNot, x: reg, most: back})
	e.node(n.kids[0], f)
	e.emit(inst{op: opLookNotEnd, x: reg})
	e.code[look].y = e.here()
}

// finish notes, for the instructions that leave choices, which byte has to come next for them to be
// worth anything.
func (e *emitter) finish() {
	for i := range e.code {
		if in := &e.code[i]; in.op == opRun || in.op == opSplit {
			in.y = e.nextByte(i + 1)
		}
	}
}

// nextByte is the byte that has to follow for the instruction at pc to succeed, or -1.
func (e *emitter) nextByte(pc int) int32 {
	for e.code[pc].op == opStart || e.code[pc].op == opEnd {
		pc++
	}
	if in := &e.code[pc]; in.op == opLit {
		return int32(in.text[0])
	}
	return -1
}
