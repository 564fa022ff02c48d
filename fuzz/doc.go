// Package fuzz tests the whole through its public doors: properties over generated programs (gopter), fuzz targets, and
// hostile programs by kind, each with the outcomes that are allowed for it. What is checked is what must hold for any
// input whatever: no panic, no fault of ours, the same record twice, a document that its schema accepts, and points that
// add up. Targets for a single package stand beside that package.
package fuzz
