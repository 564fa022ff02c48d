// Package interp is the seam between the rest of the program and whatever runs Python.
//
// A [Program] is what to run: steps in order, each a source text, in one fresh interpreter. A [Host] is everything
// that the program can see of the world, which is what the caller puts there and nothing else. [Limits] bound what it
// may spend. An [Engine] runs the program and answers with an [Outcome]; it never answers with a Go error and never
// panics, because the three ways in which a run ends badly are facts about the run and must not be mixed up:
//
//   - the program raised: its own exception, with a Python traceback ([Raised], [Assertion], [Exited]);
//   - it overspent: a limit of ours that it cannot catch ([FuelLimit] and the others), or it asked for Python that the
//     engine lacks ([Unsupported]);
//   - we are at fault: [Fault], which is never scored against a submission.
//
// Cost is counted in fuel by a schedule that has a name and a version. The same program, input and seed spend the same
// fuel on every machine; fuel of two schedules is never compared.
package interp
