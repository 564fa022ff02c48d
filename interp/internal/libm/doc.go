// Package libm holds the elementary functions of floating point, computed the same way on every machine.
//
// Go's own differ between processors: some are in assembly, and a compiler may fuse a multiplication and an addition. Here
// every product is rounded by an explicit conversion, or fused where it says math.FMA, whose result is defined exactly.
//
// The way is the same for all: the argument is reduced to a small one with the help of a table, a short series gives the
// rest, and both are kept as an unevaluated sum of two floats ([pair]), good for some seventy bits. One rounding at the end
// then gives the nearest float but for about one argument in ten thousand, where it may give its neighbour. Where the
// result is exactly a float, it is that float. Tables are computed when first needed, by arithmetic on pairs.
//
// Special arguments (infinities, NaN, signed zeros) are answered as C does; what Python makes an error of is Python's matter.
package libm
