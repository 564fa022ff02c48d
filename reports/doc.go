// Package reports holds the document that a scoring produces, and its renderings, one file a format.
//
// [Report] is the document: every other format is made from it alone, so a stored report can be rendered again. It
// holds no clock, host name or wall time, and its lists are in the order of the input, so the same input gives the
// same bytes. What depends on the machine goes into the block HostInfo, which appears only when asked for and which
// no digest covers. Nothing here judges. [Judged] copies what a profile judged into a record, whose every list and text
// is bounded, since a submission controls their length; a page for people may show the worst first, the document not.
//
// # What a submission says is quoted
//
// Names, messages, source lines and output come from whoever wrote the submission. A page passes every text through
// [Inert], at the one place where it prints, so no format has to remember it for each field; JSON spells the same
// characters as escapes. A terminal therefore shows an escape sequence and never obeys it.
//
// # Accounting
//
// [Explain] divides the points that are missing from 100 over metrics, gates and lines. It works on hundredths and
// whole numbers, and what rounding leaves over is given to where most was cut off, so the numbers that are shown sum up
// to the last digit.
package reports
