package py

import "unsafe"

// isNilFunc tells whether a value of a function type is nil; Go cannot compare them generically.
func isNilFunc[F any](f F) bool { return *(*unsafe.Pointer)(unsafe.Pointer(&f)) == nil }

// own tells whether a type's slot is set and not simply the one of its base.
func own[F any](f, inherited F) bool {
	p := *(*unsafe.Pointer)(unsafe.Pointer(&f))
	return p != nil && p != *(*unsafe.Pointer)(unsafe.Pointer(&inherited))
}
