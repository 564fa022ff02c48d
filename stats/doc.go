// Package stats turns numbers into numbers: summaries with intervals, paired tests, and pass@k.
//
// It knows nothing of submissions. Every function cites where its formula comes from, and its test repeats an example
// that was published with its result. Nothing is random but the bootstrap, which takes a seed: the same numbers give the
// same interval everywhere. A function that has no answer (the deviation of one number) says so with ok false or a NaN
// free zero value instead of an infinity.
package stats
