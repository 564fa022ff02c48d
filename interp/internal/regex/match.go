package regex

import (
	"errors"
	"strings"
	"unicode/utf8"
)

// Meter decides how much matching may cost. A nil Meter lets everything pass.
type Meter interface {
	// Steps is asked after at most 4096 steps were taken, and at the end of a match with the rest of them; false ends it.
	Steps(n uint64) bool
	// Memory is asked before n bytes are allocated for choices; false ends the match.
	Memory(n uint64) bool
}

// ErrBudget is what matching ends with when the meter declines.
var ErrBudget = errors.New("regex: budget spent")

// chunk is how many steps may be taken ahead of the meter.
const chunk = 4096

// entry is one thing to do when backtracking.
type entry struct {
	kind entryKind
	arg  int32 // the instruction to go on with, or the register
	pos  int   // the position to go on at, or the value of the register
	aux  int   // of runs: the position not to go behind, or the number of characters so far
}

type entryKind uint8

const (
	choice   entryKind = iota // go on at arg
	restore                   // a register's previous value
	giveBack                  // a greedy run: one character less
	takeMore                  // a lazy run: one character more
)

const sizeEntry = 24

// machine runs one pattern over one text.
type machine struct {
	p     *Pattern
	s     string
	meter Meter
	regs  []int
	stack []entry
	steps uint64 // not yet reported
	err   error

	start   int  // of this attempt
	simple  bool // a byte is a character
	full    bool
	advance bool // the match must not be empty
}

// spend counts steps of work beyond the instruction itself.
func (m *machine) spend(n int) bool {
	m.steps += uint64(n)
	return m.steps < chunk || m.report()
}

func (m *machine) report() bool {
	n := m.steps
	m.steps = 0
	if m.err == nil && m.meter != nil && !m.meter.Steps(n) {
		m.err = ErrBudget
	}
	return m.err == nil
}

func (m *machine) push(e entry) {
	if len(m.stack) == cap(m.stack) {
		size := max(64, 2*cap(m.stack))
		if m.meter != nil && m.err == nil && !m.meter.Memory(uint64(size)*sizeEntry) {
			m.err = ErrBudget
			m.steps = chunk // the next instruction notices
			m.stack = m.stack[:0]
			return
		}
		grown := make([]entry, len(m.stack), size)
		copy(grown, m.stack)
		m.stack = grown
	}
	m.stack = append(m.stack, e)
}

// set overwrites a register, to be put back when backtracking.
func (m *machine) set(reg int32, value int) {
	m.push(entry{kind: restore, arg: reg, pos: m.regs[reg]})
	m.regs[reg] = value
}

// find looks for a match from start on.
func (m *machine) find(start int, mode Mode, advance bool) (*Match, error) {
	found, err := m.search(start, mode, advance)
	if err != nil || !found {
		return nil, err
	}
	p := m.p
	return &Match{spans: append([]int(nil), m.regs[:2*p.Groups+2]...), Last: m.regs[2*p.Groups+2]}, nil
}

// search looks for a match from start on and leaves it in the registers.
func (m *machine) search(start int, mode Mode, advance bool) (bool, error) {
	p := m.p
	if !m.spend(1 + p.registers/8) {
		return false, m.err
	}
	if m.regs == nil {
		m.regs = make([]int, p.registers)
	}
	for i := range m.regs {
		m.regs[i] = -1
	}
	m.regs[2*p.Groups+2] = 0
	m.full = mode == FullMatch
	for pos := start; ; {
		if mode == Search {
			if pos = m.candidate(pos); pos < 0 {
				break
			}
		}
		m.advance = advance && pos == start
		m.start = pos
		end := m.run(pos)
		if end >= 0 {
			m.regs[0], m.regs[1] = pos, end
			if !m.spend(2*p.Groups/4) || !m.report() {
				return false, m.err
			}
			return true, nil
		}
		if m.err != nil || mode != Search || pos >= len(m.s) {
			break
		}
		pos = m.after(pos)
	}
	m.report()
	return false, m.err
}

// after is the offset of the next character.
func (m *machine) after(pos int) int {
	if m.p.IsBytes || m.s[pos] < utf8.RuneSelf {
		return pos + 1
	}
	_, n := decode(m.s, pos)
	return pos + n
}

// window is how much text is scanned between two reports.
const window = 16 * chunk

// candidate gives the first position from pos on at which a match can begin, or -1.
func (m *machine) candidate(pos int) int {
	p := m.p
	switch {
	case p.anchored:
		if pos > 0 {
			return -1
		}
	case p.prefix != "":
		for pos <= len(m.s) {
			end := min(len(m.s), pos+window+len(p.prefix))
			i := strings.Index(m.s[pos:end], p.prefix)
			if i >= 0 {
				return m.paid(pos+i, i/16)
			}
			if !m.spend(1 + (end-pos)/16) {
				return -1
			}
			if end == len(m.s) {
				break
			}
			pos += window
		}
		return -1
	case p.firstSet != nil:
		for pos < len(m.s) {
			from := pos
			for end := min(len(m.s), pos+window); pos < end; pos = m.after(pos) {
				if p.firstSet.has(m.s[pos]) {
					return m.paid(pos, (pos-from)/8)
				}
			}
			if !m.spend(1 + (pos-from)/8) {
				return -1
			}
		}
		return -1
	}
	return pos
}

func (m *machine) paid(pos, steps int) int {
	if !m.spend(1 + steps) {
		return -1
	}
	return pos
}

// run tries to match at a position and gives the end of the match, or -1 with every register as it was.
func (m *machine) run(pos int) int {
	m.stack = m.stack[:0]
	code, s := m.p.code, m.s
	pc := int32(0)
	for {
		if m.steps++; m.steps >= chunk && !m.report() {
			return -1
		}
		in := &code[pc]
		ok := true
		switch in.op {
		case opMatch:
			if m.full && pos != len(s) || m.advance && pos == m.start {
				ok = false
				break
			}
			return pos
		case opFail:
			ok = false
		case opLit:
			n := len(in.text)
			if ok = len(s)-pos >= n && s[pos:pos+n] == in.text; ok {
				pos += n
			}
			m.steps += uint64(n) / 16
		case opOne:
			next := m.step(in.one, pos)
			if ok = next >= 0; ok {
				pos = next
			}
		case opRun:
			pos = m.enterRun(in, pc, pos)
			ok = pos >= 0
		case opJump:
			pc = in.x
			continue
		case opSplit:
			if in.y >= 0 && (pos >= len(s) || s[pos] != byte(in.y)) {
				pc = in.x
				continue
			}
			m.push(entry{kind: choice, arg: in.x, pos: pos})
		case opSplitLazy:
			m.push(entry{kind: choice, arg: pc + 1, pos: pos})
			pc = in.x
			continue
		case opStart:
			m.set(in.x, pos)
		case opEnd:
			m.set(in.x, pos)
			m.set(int32(2*m.p.Groups+2), int(in.y))
		case opAt:
			ok = m.at(in.x, in.y != 0, pos)
		case opRef, opRefFold:
			pos = m.reference(in, pos)
			ok = pos >= 0
		case opCond:
			if m.regs[2*in.x] < 0 || m.regs[2*in.x+1] < 0 {
				pc = in.y
				continue
			}
		case opLoopInit:
			m.set(in.x, 0)
			m.set(in.x+1, -1)
		case opLoop:
			count := m.regs[in.x]
			switch {
			case int64(count) < in.least:
				m.set(in.x, count+1)
			case (int64(count) < in.most || in.most == unbounded) && pos != m.regs[in.x+1]:
				m.push(entry{kind: choice, arg: in.y, pos: pos})
				m.set(in.x, count+1)
				m.set(in.x+1, pos)
			default:
				pc = in.y
				continue
			}
		case opLoopLazy:
			if count := m.regs[in.x]; int64(count) < in.least {
				m.set(in.x, count+1)
				break
			}
			m.push(entry{kind: choice, arg: in.y - 1, pos: pos})
			pc = in.y
			continue
		case opLoopMore:
			count := m.regs[in.x]
			if ok = (int64(count) < in.most || in.most == unbounded) && pos != m.regs[in.x+1]; ok {
				m.set(in.x, count+1)
				m.set(in.x+1, pos)
				pc = in.y
				continue
			}
		case opAtomic:
			m.set(in.x, len(m.stack)+1)
		case opAtomicEnd:
			m.cut(m.regs[in.x])
		case opLook:
			m.set(in.x+1, pos)
			m.set(in.x, len(m.stack)+1)
			pos = m.back(pos, in.most)
			ok = pos >= 0
		case opLookEnd:
			pos = m.regs[in.x+1]
			m.cut(m.regs[in.x])
		case opLookNot:
			m.set(in.x, len(m.stack)+1)
			m.push(entry{kind: choice, arg: in.y, pos: pos})
			pos = m.back(pos, in.most)
			ok = pos >= 0
		case opLookNotEnd:
			m.unwind(m.regs[in.x])
			ok = false
		}
		if ok {
			pc++
			continue
		}
		if pc, pos = m.backtrack(); pc < 0 {
			return -1
		}
	}
}

// backtrack puts registers back until it meets a choice, and gives the instruction and the position to go on with; a
// negative instruction when there are no choices left.
func (m *machine) backtrack() (pc int32, pos int) {
	for len(m.stack) > 0 {
		if m.steps++; m.steps >= chunk && !m.report() {
			return -1, 0
		}
		e := &m.stack[len(m.stack)-1]
		switch e.kind {
		case restore:
			m.regs[e.arg] = e.pos
		case choice:
			pc, pos = e.arg, e.pos
			m.stack = m.stack[:len(m.stack)-1]
			return pc, pos
		case giveBack:
			if pos = m.shorten(e); pos >= 0 {
				pc = e.arg + 1
				if pos <= e.aux {
					m.stack = m.stack[:len(m.stack)-1]
				}
				return pc, pos
			}
		case takeMore:
			if pos = m.lengthen(e); pos >= 0 {
				return e.arg + 1, pos
			}
		}
		if m.err != nil {
			return -1, 0
		}
		m.stack = m.stack[:len(m.stack)-1]
	}
	return -1, 0
}

// cut drops the choices above a height and keeps what has to be put back.
func (m *machine) cut(height int) {
	if height >= len(m.stack) {
		return
	}
	m.spend((len(m.stack) - height) / 4) // a refusal shows with the next instruction
	kept := m.stack[:height]
	for _, e := range m.stack[height:] {
		if e.kind == restore {
			kept = append(kept, e)
		}
	}
	m.stack = kept
}

// unwind drops everything above a height and puts registers back.
func (m *machine) unwind(height int) {
	m.spend((len(m.stack) - height) / 4)
	for len(m.stack) > height {
		if e := &m.stack[len(m.stack)-1]; e.kind == restore {
			m.regs[e.arg] = e.pos
		}
		m.stack = m.stack[:len(m.stack)-1]
	}
}

// back goes a number of characters back, or gives -1 where there are not as many.
func (m *machine) back(pos int, n int64) int {
	if n > int64(pos) {
		return -1
	}
	if m.p.IsBytes {
		return pos - int(n)
	}
	for ; n > 0; n-- {
		if pos == 0 || n%16 == 0 && !m.spend(1) {
			return -1
		}
		pos = before(m.s, pos)
	}
	return pos
}

// step matches one character and gives the position behind it, or -1.
func (m *machine) step(one *single, pos int) int {
	if pos >= len(m.s) {
		return -1
	}
	b := m.s[pos]
	switch one.kind {
	case oneByte:
		if b == one.text[0] {
			return pos + 1
		}
		return -1
	case oneText:
		if strings.HasPrefix(m.s[pos:], one.text) {
			return pos + len(one.text)
		}
		return -1
	}
	c, n := rune(b), 1
	if b >= utf8.RuneSelf && !m.p.IsBytes {
		c, n = decode(m.s, pos)
		if one.kind == oneSet {
			m.steps += one.set.cost()
		}
	}
	switch {
	case one.kind == oneNoLine && c == '\n', one.kind == oneSet && !one.set.has(c):
		return -1
	}
	return pos + n
}

// enterRun matches a repetition of one character as its manner wants it, and leaves an entry for the other lengths.
func (m *machine) enterRun(in *inst, pc int32, pos int) int {
	most := in.most
	if in.mode == lazy {
		most = in.least
	}
	if most == unbounded {
		most = 1<<63 - 1
	}
	least, count := pos, int64(0)
	if in.least > 0 {
		if least, count = m.takeRun(in.one, pos, 0, min(in.least, most)); count < in.least {
			return -1
		}
		pos = least
	}
	if pos, count = m.takeRun(in.one, pos, count, most); pos < 0 {
		return -1
	}
	switch {
	case in.mode == lazy:
		if in.most > in.least {
			m.push(entry{kind: takeMore, arg: pc, pos: pos, aux: int(count)})
			if in.y >= 0 && !m.follows(in, pos) {
				return -1 // to take more until it does
			}
		}
	case in.mode == greedy && pos > least:
		m.push(entry{kind: giveBack, arg: pc, pos: pos, aux: least})
		if in.y >= 0 && !m.follows(in, pos) {
			return -1 // to give back until it does
		}
	}
	return pos
}

// takeRun goes over characters of the kind one until there are most of them, count of them having been seen before, and
// gives the position behind the last and the new count. A position of -1 means that the budget is spent.
func (m *machine) takeRun(one *single, pos int, count, most int64) (int, int64) {
	s := m.s
	for count < most && pos < len(s) {
		from := count
		end := len(s)
		if most-count < int64(end-pos) {
			end = pos + int(most-count)
		}
		end = min(end, pos+window/8)
		switch {
		case one.kind == oneAll && m.simple:
			count += int64(end - pos)
			pos = end
		case one.kind == oneNoLine && m.simple:
			n := strings.IndexByte(s[pos:end], '\n')
			if n >= 0 {
				end = pos + n
			}
			count += int64(end - pos)
			pos = end
			if n >= 0 {
				most = count
			}
		case one.kind == oneSet:
			bits := &one.set.bits
			limit := byte(utf8.RuneSelf - 1)
			if m.simple {
				limit = 0xff
			}
			i := pos
			for i < end && s[i] <= limit && bits[s[i]>>6]&(1<<(s[i]&63)) != 0 {
				i++
			}
			count += int64(i - pos)
			pos = i
			if i < end { // not of the class, or beyond the table
				next := -1
				if s[i] > limit {
					next = m.step(one, i)
				}
				if next < 0 {
					most = count
				} else {
					pos = next
					count++
				}
			}
		default:
			next := m.step(one, pos)
			if next < 0 {
				most = count
			} else {
				pos = next
				count++
			}
		}
		if m.steps += uint64(count-from)/4 + 1; m.steps >= chunk && !m.report() {
			return -1, count
		}
	}
	return pos, count
}

// follows reports whether the byte that the run's successor needs is there.
func (m *machine) follows(in *inst, pos int) bool { return pos < len(m.s) && m.s[pos] == byte(in.y) }

// shorten gives back characters of a greedy run until what follows can match, and gives the position, or -1.
func (m *machine) shorten(e *entry) int {
	in := &m.p.code[e.arg]
	for e.pos > e.aux {
		if m.simple && in.y >= 0 {
			// The byte that has to follow is looked for backwards, a window at a time.
			from := max(e.aux, e.pos-window/8)
			end := min(e.pos, len(m.s))
			i := strings.LastIndexByte(m.s[from:end], byte(in.y))
			if m.steps += uint64(end-from-max(i, 0))/16 + 1; m.steps >= chunk && !m.report() {
				return -1
			}
			if i >= 0 {
				e.pos = from + i
				return e.pos
			}
			e.pos = from
			continue
		}
		if m.p.IsBytes {
			e.pos--
		} else {
			e.pos = max(before(m.s, e.pos), e.aux)
		}
		if in.y < 0 || m.follows(in, e.pos) {
			return e.pos
		}
		if m.steps++; m.steps >= chunk && !m.report() {
			return -1
		}
	}
	return -1
}

// lengthen takes more characters of a lazy run until what follows can match, and gives the position, or -1.
func (m *machine) lengthen(e *entry) int {
	in := &m.p.code[e.arg]
	for in.most == unbounded || int64(e.aux) < in.most {
		next := m.step(in.one, e.pos)
		if next < 0 {
			return -1
		}
		e.pos = next
		e.aux++
		if in.y < 0 || m.follows(in, e.pos) {
			return e.pos
		}
		if m.steps++; m.steps >= chunk && !m.report() {
			return -1
		}
	}
	return -1
}

// reference matches again what a group has matched.
func (m *machine) reference(in *inst, pos int) int {
	from, to := m.regs[2*in.x], m.regs[2*in.x+1]
	if from < 0 || to < from {
		return -1
	}
	if in.op == opRef {
		n := to - from
		if len(m.s)-pos < n || !m.spend(n/16) || m.s[from:to] != m.s[pos:pos+n] {
			return -1
		}
		return pos + n
	}
	for from < to {
		if pos >= len(m.s) || !m.spend(1) {
			return -1
		}
		a, n := m.char(from)
		b, k := m.char(pos)
		if lower(a, in.y != 0) != lower(b, in.y != 0) {
			return -1
		}
		from, pos = from+n, pos+k
	}
	return pos
}

func (m *machine) char(pos int) (rune, int) {
	if m.p.IsBytes {
		return rune(m.s[pos]), 1
	}
	return decode(m.s, pos)
}

// at tests a position.
func (m *machine) at(where int32, ascii bool, pos int) bool {
	s := m.s
	switch where {
	case int32(atBegin): // under MULTILINE only
		return pos == 0 || s[pos-1] == '\n'
	case int32(atTextBegin):
		return pos == 0
	case int32(atTextEnd):
		return pos == len(s)
	case int32(atEnd):
		return pos == len(s) || pos == len(s)-1 && s[pos] == '\n'
	case atLineEnd:
		return pos == len(s) || s[pos] == '\n'
	}
	left, right := false, false
	if pos > 0 {
		at := pos - 1
		if !m.p.IsBytes {
			at = before(s, pos)
		}
		c, _ := m.char(at)
		left = word(c, ascii)
	}
	if pos < len(s) {
		c, _ := m.char(pos)
		right = word(c, ascii)
	}
	return (left != right) == (where == int32(atBoundary))
}
