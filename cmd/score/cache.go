package main

import (
	"fmt"
	"math"
	"os"
	"strings"
	"time"

	"github.com/assay-score/assay/pipeline"
	"github.com/spf13/cobra"
)

const cacheHelp = `Look at and clear the folder of results that score batch --cache DIR keeps. A result is kept by all that it depends on (source,
task, profile, rules, engine, seed, limits, the program itself), so an old one is never wrong, only unused.`

func cacheCommand(a *app) *cobra.Command {
	cmd := &cobra.Command{Use: "cache", Short: "Look at and clear a cache of results", Long: cacheHelp, RunE: subcommandOnly}
	cmd.AddCommand(cacheStatsCommand(a), cachePruneCommand(a))
	return cmd
}

// cacheFlag is the folder, which SCORE_CACHE and the settings file may name too.
func cacheFlag(cmd *cobra.Command, dir *string) {
	cmd.Flags().StringVar(dir, "cache", "", "`DIR` of the cache")
	markSetting(cmd.Flags(), "cache")
	configFlag(cmd)
}

func (a *app) openCache(cmd *cobra.Command, dir *string) (*pipeline.Cache, error) {
	if err := a.settle(cmd); err != nil {
		return nil, err
	}
	if *dir == "" {
		return nil, misusef("%s: expected --cache DIR", cmd.CommandPath())
	}
	if info, err := os.Stat(*dir); err != nil || !info.IsDir() {
		return nil, misusef("--cache %s: no such folder", *dir)
	}
	c, err := pipeline.OpenCache(*dir)
	if err != nil {
		return nil, misusef("--cache %s: %v", *dir, bare(err))
	}
	return c, nil
}

func cacheStatsCommand(a *app) *cobra.Command {
	var dir string
	cmd := &cobra.Command{Use: "stats", Short: "Say how much a cache holds", Args: exactly("cache stats"),
		RunE: func(cmd *cobra.Command, args []string) error {
			c, err := a.openCache(cmd, &dir)
			if err != nil {
				return err
			}
			list, err := c.Entries()
			if err != nil {
				return misusef("--cache %s: %v", dir, bare(err))
			}
			var total int64
			for _, e := range list {
				total += e.Bytes
			}
			fmt.Fprintf(a.out, "results    %d\nbytes      %d\n", len(list), total)
			if len(list) > 0 {
				fmt.Fprintf(a.out, "last used  %s to %s\n", list[0].Used.UTC().Format(time.RFC3339), list[len(list)-1].Used.UTC().Format(time.RFC3339))
			}
			return nil
		}}
	cacheFlag(cmd, &dir)
	return cmd
}

func cachePruneCommand(a *app) *cobra.Command {
	var dir string
	var most size
	var age duration
	var dry bool
	cmd := &cobra.Command{Use: "prune", Short: "Remove results that were not used for long, or are too many", Args: exactly("cache prune"),
		Example: "  score cache prune --cache DIR --unused 720h --dry-run\n  score cache prune --cache DIR --max-size 1GiB",
		RunE: func(cmd *cobra.Command, args []string) error {
			c, err := a.openCache(cmd, &dir)
			if err != nil {
				return err
			}
			if !cmd.Flags().Changed("max-size") && !cmd.Flags().Changed("unused") {
				return misusef("score cache prune: expected --max-size BYTES, --unused DURATION or both")
			}
			limit, before := int64(math.MaxInt64), time.Time{}
			if cmd.Flags().Changed("max-size") {
				limit = int64(min(uint64(most), math.MaxInt64))
			}
			if cmd.Flags().Changed("unused") {
				before = time.Now().Add(-time.Duration(age))
			}
			gone, err := c.Prune(before, limit, dry)
			var total int64
			var text strings.Builder
			for _, e := range gone {
				total += e.Bytes
			}
			verb := "removed"
			if dry {
				verb = "would remove"
			}
			fmt.Fprintf(&text, "%s %d results, %d bytes\n", verb, len(gone), total)
			if _, err := a.out.WriteString(text.String()); err != nil {
				return err
			}
			if err != nil {
				return misusef("--cache %s: %v", dir, bare(err))
			}
			return nil
		}}
	cacheFlag(cmd, &dir)
	f := cmd.Flags()
	f.Var(&most, "max-size", "bytes that may stay")
	f.Var(&age, "unused", "how long a result may be unused")
	f.BoolVar(&dry, "dry-run", false, "say what would be removed, and remove nothing")
	return cmd
}
