// Command score takes Python that nobody vetted, looks at it, runs it in process under a fuel limit and prints a
// scorecard.
//
// This package turns flags, environment and files into submissions, a suite, a profile and limits, and what comes of
// them into bytes and an exit code. It alone reads arguments, environment and terminal, and it computes nothing about a
// submission. Each command is a function in a file of its own that makes a cobra command; table.go lists them. An error
// says by its type which exit code it stands for ([failure]); every message on standard error is one line, whatever
// the input.
package main

import "os"

func main() { os.Exit(score(os.Args[1:])) }
