package main

import (
	"fmt"

	"github.com/assay-score/assay/schemas"
	"github.com/spf13/cobra"
)

func schemaCommand(a *app) *cobra.Command {
	return &cobra.Command{
		Use:       "schema [NAME]",
		Short:     "Print the JSON Schema of a document, or list them",
		Long:      "Print the JSON Schema (draft 2020-12) of a document that score reads or writes. Without NAME, list them.",
		ValidArgs: schemas.Names(),
		Args:      atMost("schema", 1, "NAME"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				for _, name := range schemas.Names() {
					fmt.Fprintf(a.out, "%-10s %s%s.schema.json\n", name, schemas.Base, name)
				}
				return nil
			}
			text, err := schemas.Text(args[0])
			if err != nil {
				return misusef("%v%s", err, suggest(args[0], schemas.Names()))
			}
			_, err = a.out.Write(text)
			return err
		},
	}
}

// atMost refuses more than n arguments.
func atMost(command string, n int, what string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) > n {
			return misusef("score %s: expected at most %s, found %q too", command, what, args[n])
		}
		return nil
	}
}

// exactly wants as many arguments as names.
func exactly(command string, names ...string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) < len(names) {
			return misusef("score %s: expected %s", command, names[len(args)])
		}
		if len(args) > len(names) {
			after := command
			if len(names) > 0 {
				after = names[len(names)-1]
			}
			return misusef("score %s: expected nothing after %s, found %q", command, after, args[len(names)])
		}
		return nil
	}
}
