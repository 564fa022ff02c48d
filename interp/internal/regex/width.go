package regex

// width is how many characters a node can match, at least and at most.
type width struct{ least, most uint64 }

// endless stands for any width too large to count.
const endless = 1 << 62

// maxBehind is the width from which on CPython refuses to look behind.
const maxBehind = 1<<32 - 1

func plus(a, b uint64) uint64 { return min(a+b, endless) }

func times(a, b uint64) uint64 {
	if a != 0 && b > endless/a {
		return endless
	}
	return min(a*b, endless)
}

// measure works out the width of a node, once. Its depth is the tree's, which the parser has bounded.
func (p *parser) measure(n *node) width {
	if n.width != nil {
		return *n.width
	}
	var w width
	switch n.kind {
	case nodeSeq, nodeGroup, nodeAtomic:
		for _, k := range n.kids {
			kw := p.measure(k)
			w.least, w.most = plus(w.least, kw.least), plus(w.most, kw.most)
		}
	case nodeAlt, nodeCond:
		w.least = endless
		for _, k := range n.kids {
			kw := p.measure(k)
			w.least, w.most = min(w.least, kw.least), max(w.most, kw.most)
		}
	case nodeChar, nodeAny, nodeSet:
		w = width{1, 1}
	case nodeRepeat:
		kw := p.measure(n.kids[0])
		w.least = times(kw.least, uint64(n.least))
		switch {
		case n.most == unbounded && kw.most > 0:
			w.most = endless
		default:
			w.most = times(kw.most, uint64(n.most))
		}
	case nodeRef:
		// The parser lets references only to groups that are closed, which come before: there is no cycle.
		w = p.measure(p.groups[n.group])
	}
	n.width = &w
	return w
}
