package main

import (
	"bufio"
	"fmt"

	"github.com/assay-score/assay/analyze"
	"github.com/assay-score/assay/interp"
	"github.com/assay-score/assay/interp/source"
	"github.com/assay-score/assay/interp/syntax"
	"github.com/spf13/cobra"
)

const parseHelp = `Print the syntax tree of FILE, or of standard input, exactly as CPython's
ast.dump(ast.parse(text), include_attributes=True) prints it.

Exit codes: 0 printed; 1 the text is not valid Python, and standard error says why as CPython does; 2 misuse.`

func parseCommand(a *app) *cobra.Command {
	python := choice{"3.14", []string{"3.13", "3.14"}}
	indent := bounded{0, 0, 16}
	cmd := &cobra.Command{
		Use:   "parse FILE|-",
		Short: "Print the syntax tree as CPython's ast.dump does",
		Long:  parseHelp,
		Args:  exactly("parse", "FILE, or - for standard input"),
		RunE: func(cmd *cobra.Command, args []string) error {
			file, diagnostic, err := a.readSource(args[0])
			if err != nil {
				return err
			}
			if diagnostic != nil {
				a.showDiagnostic(file, diagnostic)
				return exit(1)
			}
			version := 14
			if python.value == "3.13" {
				version = 13
			}
			tree := syntax.Parse(file, syntax.Options{Version: version})
			if len(tree.Errors) > 0 {
				for _, d := range tree.Errors {
					a.showDiagnostic(file, d)
				}
				return exit(1)
			}
			w := bufio.NewWriterSize(a.out, 1<<16)
			if err := syntax.Dump(w, tree, syntax.DumpOptions{Attributes: true, Version: version, Indent: fmt.Sprintf("%*s", indent.value, "")}); err != nil {
				return misusef("%s: %v", args[0], err)
			}
			w.WriteByte('\n')
			return w.Flush()
		},
	}
	cmd.Flags().Var(&python, "ast-version", "version of Python whose grammar and positions hold")
	cmd.Flags().Var(&indent, "indent", "blanks to indent each level by; 0 for one line")
	return cmd
}

// readSource reads a text of Python. The diagnostic is for bytes that CPython would refuse to decode.
func (a *app) readSource(path string) (*source.File, *source.Diagnostic, error) {
	limit := int64(interp.Limits{}.OrDefault().SourceBytes)
	var text []byte
	var err error
	name := path
	if path == "-" {
		name = analyze.Stdin
		text, err = readLimited(a.in, limit)
	} else {
		text, err = readBounded(path, limit)
	}
	if err != nil {
		return nil, nil, misusef("%s: %v", name, bare(err))
	}
	file, diagnostic := source.Decode(name, text)
	return file, diagnostic, nil
}
