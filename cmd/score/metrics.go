package main

import (
	"bytes"
	"fmt"

	"github.com/assay-score/assay/metrics"
	"github.com/assay-score/assay/profiles"
	"github.com/assay-score/assay/reports"
	"github.com/spf13/cobra"
)

const metricsHelp = `List what can be measured, explain a metric, or test metrics.

Metrics come from four tiers, and of several with one id the latest is taken: what is built in; packs that are installed
for a user (the folders in SCORE_METRIC_PACKS, or the folder metrics in the user's settings of score); the folder
score-metrics in the working folder; and what --metrics names. A metric of one's own is an expression over others, or a
Python file that runs in the sandbox: see docs/own-metrics.md.`

func metricsCommand(a *app) *cobra.Command {
	profile := "default"
	var paths []string
	shadowed := false
	list := func(cmd *cobra.Command, args []string) error {
		p, registry, err := judging(profile, paths)
		if err != nil {
			return err
		}
		if shadowed {
			return a.show(func(w *bytes.Buffer, o reports.Options) error { return reports.WriteShadowed(w, registry, o) })
		}
		var all []profiles.Description
		for _, m := range registry.All() {
			if d, ok := profiles.Describe(p, registry, m.ID); ok {
				all = append(all, d)
			}
		}
		return a.show(func(w *bytes.Buffer, o reports.Options) error { return reports.WriteMetrics(w, all, o) })
	}
	explain := func(cmd *cobra.Command, args []string) error {
		p, registry, err := judging(profile, paths)
		if err != nil {
			return err
		}
		d, ok := profiles.Describe(p, registry, args[0])
		if !ok {
			return misusef("there is no metric %q%s; `score metrics` lists them", args[0], suggest(args[0], metricIDs(registry)))
		}
		return a.show(func(w *bytes.Buffer, o reports.Options) error {
			if err := reports.WriteMetric(w, d, o); err != nil {
				return err
			}
			return reports.WriteCandidates(w, registry.Candidates(args[0]), o)
		})
	}
	cmd := reference("metrics", "metric", "List what can be measured, explain one metric, or test metrics", list, explain)
	cmd.Use = "metrics [list]|explain ID|test [ID|PATH…]"
	cmd.Long = metricsHelp
	cmd.AddCommand(&cobra.Command{
		Use:   "test [ID|PATH…]",
		Short: "Test metrics: their examples, and what must hold of every metric",
		Long: "Test metrics by their own examples and by what must hold of every metric on programs of ours: one of three states, a reason where there is no value, a\n" +
			"number in the range, the same value twice, lines that there are, no dependence on the order of files. PATHs are folders or declarations of metrics.\n\nExit codes: 0 all hold; 1 one does not; 2 misuse.",
		RunE: func(cmd *cobra.Command, args []string) error { return a.testMetrics(paths, args) },
	})
	cmd.PersistentFlags().StringVar(&profile, "profile", profile, "`NAME` or file of the profile whose weights are shown")
	metricsFlag(cmd.PersistentFlags(), &paths)
	for _, c := range append(cmd.Commands(), cmd) {
		if c == cmd || c.Name() == "list" {
			c.Flags().BoolVar(&shadowed, "shadowed", false, "list the metrics that another one of their id is taken before")
		}
	}
	return cmd
}

func metricIDs(r *metrics.Registry) []string {
	var ids []string
	for _, m := range r.All() {
		ids = append(ids, m.ID)
	}
	return ids
}

// testMetrics tests the metrics of the ids and of the paths given, or all.
func (a *app) testMetrics(paths, args []string) error {
	var ids []string
	for _, arg := range args {
		if isFolder(arg) || metrics.IsDeclaration(arg) {
			paths = append(paths, arg)
		} else {
			ids = append(ids, arg)
		}
	}
	registry, err := registryOf(paths)
	if err != nil {
		return err
	}
	if len(ids) == 0 {
		for _, m := range registry.All() {
			if own := registry.Candidates(m.ID)[0].Tier; len(args) == 0 || own == metrics.CommandTier {
				ids = append(ids, m.ID)
			}
		}
	}
	failed := 0
	for _, id := range ids {
		m, ok := registry.Lookup(id)
		if !ok {
			return misusef("there is no metric %q%s; `score metrics` lists them", id, suggest(id, metricIDs(registry)))
		}
		complaints := registry.Test(m)
		state := "ok  "
		if len(complaints) > 0 {
			state = "FAIL"
			failed++
		}
		fmt.Fprintf(a.out, "%s %s (%d examples)\n", state, m.ID, len(m.Examples))
		for _, c := range complaints {
			fmt.Fprintf(a.out, "     %s\n", reports.Inert(c))
		}
	}
	if failed > 0 {
		return exit(exitGate)
	}
	return nil
}

// show writes a page for people to standard output.
func (a *app) show(write func(w *bytes.Buffer, o reports.Options) error) error {
	var text bytes.Buffer
	if err := write(&text, renderOptions(a.out, true)); err != nil {
		return faultf("%v", err)
	}
	_, err := text.WriteTo(a.out)
	return err
}

// reference makes the command that lists a table and explains its entries.
func reference(name, entry, short string, list, explain func(*cobra.Command, []string) error) *cobra.Command {
	cmd := &cobra.Command{
		Use:   name + " [list]|explain ID",
		Short: short,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 {
				return misusef("score %s: expected list or explain ID, found %q%s", name, args[0], suggest(args[0], []string{"list", "explain"}))
			}
			return nil
		},
		RunE: list,
	}
	cmd.AddCommand(
		&cobra.Command{Use: "list", Short: "List every " + entry, Args: exactly(name + " list"), RunE: list},
		&cobra.Command{Use: "explain ID", Short: "Explain one " + entry, Args: exactly(name+" explain", "the ID of a "+entry), RunE: explain},
	)
	return cmd
}
