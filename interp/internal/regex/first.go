package regex

import "unicode/utf8"

// byteSet is a set of bytes.
type byteSet [4]uint64

func (s *byteSet) add(b byte)      { s[b>>6] |= 1 << (b & 63) }
func (s *byteSet) has(b byte) bool { return s[b>>6]&(1<<(b&63)) != 0 }

func (s *byteSet) addFrom(b byte) {
	for c := int(b); c < 256; c++ {
		s.add(byte(c))
	}
}

// first adds to set the bytes that a match of a node can begin with, and reports whether the node can also match nothing,
// so that what comes behind it counts too. Where that is hard to say it says so of every byte.
func (e *emitter) first(n *node, f Flags, set *byteSet) (empty bool) {
	if s := e.single(n, f); s != nil {
		e.firstOf(s, set)
		return false
	}
	switch n.kind {
	case nodeSeq:
		for _, k := range n.kids {
			if !e.first(k, f, set) {
				return false
			}
		}
		return true
	case nodeAlt:
		for _, k := range n.kids {
			if e.first(k, f, set) {
				empty = true
			}
		}
		return empty
	case nodeGroup:
		return e.first(n.kids[0], f.with(n.add, n.del), set)
	case nodeAtomic:
		return e.first(n.kids[0], f, set)
	case nodeRepeat:
		if n.most == 0 {
			return true
		}
		return e.first(n.kids[0], f, set) || n.least == 0
	case nodeAt, nodeLook:
		return true
	case nodeNothing:
		return false
	}
	set.addFrom(0)
	return true
}

func (e *emitter) firstOf(s *single, set *byteSet) {
	switch s.kind {
	case oneByte, oneText:
		set.add(s.text[0])
	case oneNoLine, oneAll:
		set.addFrom(0)
	case oneSet:
		limit := 256
		if !e.isBytes {
			limit = utf8.RuneSelf
			// The first byte of a longer character says little; bytes inside of one never begin a match.
			set.addFrom(0xc0)
			for b := 0x80; b < 0xc0; b++ {
				set.add(byte(b)) // text that is not UTF-8 is matched byte by byte
			}
		}
		for c := 0; c < limit; c++ {
			if s.set.has(rune(c)) {
				set.add(byte(c))
			}
		}
	}
}
