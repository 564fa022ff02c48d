// Package reports holds the document that a scoring produces, and its renderings, one file a format.
//
// [Report] is the document: every other format is made from it alone, so a stored report can be rendered again. It
// holds no clock, host name or wall time, and its lists are in the order of the input, so the same input gives the
// same bytes. What depends on the machine goes into the block HostInfo, which appears only when asked for and which
// no digest covers. Nothing here judges or re-orders.
package reports
