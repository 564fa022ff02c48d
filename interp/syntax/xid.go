package syntax

import "slices"

// isXIDStart says whether a name may begin with r.
func isXIDStart(r rune) bool { return within(xidStartEdges[:], r) }

// isXIDContinue says whether a name may go on with r.
func isXIDContinue(r rune) bool { return within(xidContinueEdges[:], r) }

// within says whether r lies in one of the runs between the edges.
func within(edges []rune, r rune) bool {
	i, exact := slices.BinarySearch(edges, r)
	if exact {
		i++
	}
	return i%2 == 1
}
