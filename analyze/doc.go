// Package analyze gathers what is known about a submission, without an opinion on it.
//
// A [Submission] is what was handed in, brought to one form whatever it came as: Python files with their paths, the
// steps that running it would take, and notes on what was odd about it. [Evidence] is everything known about it after
// it was looked at and perhaps run: the parsed modules with their facts (package facts), the findings of the safety
// rules (package safety) and the outcomes of runs. Metrics read the evidence and nothing else.
//
// # Taking in
//
// The doors are [FromFile] for bytes of any kind, [FromReader], [FromFiles], [FromFS] and [FromPath]; they differ in
// where the bytes lie and never answer with an error. What cannot be taken in is a submission that says why, in one
// line (Refused), because in a batch that is a result like any other. There are three degrees of trouble:
//
//   - refused: names that lead out or collide, links and devices, damage, and whatever exceeds [Bounds]. A submission
//     is refused whole: taken in by half, it would be scored for what we left out.
//   - invalid: bytes that are no Python text in the encoding they claim. The file stays, with a diagnostic, and is
//     judged like one with a syntax error.
//   - noted: magics, fences without a language, files that cannot be imported. It runs, and the report says so.
//
// Everything stays in memory. Names are checked as if the files were to be written to the least forgiving disk there
// is, so the same submission has the same fate on every machine; bytes are counted as they come, never as a header
// promises them.
//
// # What runs
//
// Without a task, a file runs as __main__; a notebook's cells and an answer's fences run one after the other in one
// __main__; a folder or archive runs its __main__.py or else imports each of its modules in the order of their names.
// An archive that holds a single folder is that folder. A folder whose files import relative to it, or by its name, is
// a package, and its name stays in front of their paths; otherwise its top is the import path. Line numbers are those
// of what was handed in: a fence keeps the lines of its document, a cell counts its own.
package analyze
