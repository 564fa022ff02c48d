// Package analyze gathers what is known about a submission, without an opinion on it.
//
// A [Submission] is what was handed in, brought to one form whatever it came as: Python files with their paths, the
// steps that running it would take, and notes on what was odd about it. [Evidence] is everything known about it after
// it was looked at and perhaps run: the parsed modules with their facts (package facts), the findings of the safety
// rules (package safety) and the outcomes of runs. Metrics read the evidence and nothing else.
package analyze
