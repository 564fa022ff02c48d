// Package pipeline takes submissions to scorecards: one in, one out, and many over a pool of workers.
//
// A [Scorer] is one way of scoring: engine, limits, profile, registry, seed. [Scorer.Score] takes a submission the whole
// way. It is parsed and its names are resolved; what CPython would refuse is evidence and ends the way early, since a
// program that does not compile has no behaviour. Its facts are worked out and the safety rules look at it. It runs
// under the limits, against the tests of its [Task] where it answers one, whose reference solution is run once and
// shared. The metrics measure what came of it, the profile judges, and the record for the report is made. Sources and
// trees are forgotten there, so a batch holds in memory what its workers work on and the records, whatever its length.
//
// Whose fault is what:
//
//   - a run that the wall clock ended is repeated once while nothing else runs; the machine may have been busy. A second
//     time counts as not known, never as a failure;
//   - a panic of ours is caught at the door, [Scorer.Attempt], and becomes a record that is never scored. One submission
//     that finds a bug costs itself and no other;
//   - the death of a worker process is repeated too. Only what brings down three of them becomes such a record;
//   - the caller's giving up ends everything.
//
// # Batches
//
// A [Batch] hands records on in the order of its items, whatever the order in which they come about, and none of them holds
// anything that depends on time, on other submissions or on where it was made: the report is the same at any number of
// workers, in this process or in [Processes], resumed or not.
//
// Worker processes are this program again, kept warm. They get items and give records through two pipes, in frames with a
// nonce and a checksum, and take from themselves what they do not need before the first program runs ([Serve]). What one
// of them holds in memory is watched from outside.
//
// A [Journal] makes results outlive the process, a [Cache] the batch. Both name a result by everything that it depends on.
package pipeline
