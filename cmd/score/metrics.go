package main

import (
	"bytes"

	"github.com/assay-score/assay/metrics"
	"github.com/assay-score/assay/profiles"
	"github.com/assay-score/assay/reports"
	"github.com/spf13/cobra"
)

func metricsCommand(a *app) *cobra.Command {
	profile := "default"
	list := func(cmd *cobra.Command, args []string) error {
		p, err := loadProfile(profile)
		if err != nil {
			return err
		}
		registry := metrics.Builtin()
		var all []profiles.Description
		for _, m := range registry.All() {
			if d, ok := profiles.Describe(p, registry, m.ID); ok {
				all = append(all, d)
			}
		}
		return a.show(func(w *bytes.Buffer, o reports.Options) error { return reports.WriteMetrics(w, all, o) })
	}
	explain := func(cmd *cobra.Command, args []string) error {
		p, err := loadProfile(profile)
		if err != nil {
			return err
		}
		registry := metrics.Builtin()
		d, ok := profiles.Describe(p, registry, args[0])
		if !ok {
			var ids []string
			for _, m := range registry.All() {
				ids = append(ids, m.ID)
			}
			return misusef("there is no metric %q%s; `score metrics` lists them", args[0], suggest(args[0], ids))
		}
		return a.show(func(w *bytes.Buffer, o reports.Options) error { return reports.WriteMetric(w, d, o) })
	}
	cmd := reference("metrics", "metric", "List what can be measured, or explain one metric", list, explain)
	cmd.PersistentFlags().StringVar(&profile, "profile", profile, "`NAME` or file of the profile whose weights are shown")
	return cmd
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
