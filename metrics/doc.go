// Package metrics turns evidence into measurements: numbers with a unit, a direction and the lines they come from.
//
// A [Metric] is a value that describes itself and measures; a [Registry] holds the metrics that can be asked for, refuses
// declarations that are not complete, and lists them in order of their ids. A metric never decides what its number is
// worth: curves belong to a scale and weights to a profile, both in package profiles.
//
// A metric answers with one of three states. Measured: there is a number. Not applicable: the question does not arise,
// as with the complexity of the functions of a file that has none. Unavailable: it does arise and could not be
// answered, because nothing ran, or the engine lacked something, or the clock ran out, or we failed. The difference
// matters: what is not applicable leaves the score, what is unavailable makes it an interval.
//
// A metric that is made of parts gives them as units, one a function, each with its value and a weight in statements.
// Functions that nothing can reach are not among them, so adding such functions changes no score.
package metrics
