package main

import (
	"bytes"
	"strings"

	"github.com/assay-score/assay/analyze/safety"
	"github.com/assay-score/assay/reports"
	"github.com/spf13/cobra"
)

func rulesCommand(a *app) *cobra.Command {
	list := func(cmd *cobra.Command, args []string) error {
		return a.show(func(w *bytes.Buffer, o reports.Options) error { return reports.WriteRules(w, safety.Rules(), o) })
	}
	explain := func(cmd *cobra.Command, args []string) error {
		if text, ok := safety.SuppressionHelp(strings.ToUpper(args[0])); ok {
			_, err := a.out.WriteString(text)
			return err
		}
		var known []string
		for _, r := range safety.Rules() {
			if strings.EqualFold(r.ID, args[0]) || r.Slug == args[0] {
				return a.show(func(w *bytes.Buffer, o reports.Options) error { return reports.WriteRule(w, r, o) })
			}
			known = append(known, r.ID, r.Slug)
		}
		return misusef("there is no rule %q%s; `score rules` lists them", args[0], suggest(args[0], known))
	}
	return reference("rules", "rule", "List what is looked for, or explain one rule", list, explain)
}
