package main

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"github.com/assay-score/assay/profiles"
	"github.com/assay-score/assay/reports"
	"github.com/spf13/cobra"
)

const profileHelp = `Make, check and look at profiles: what counts in a score, and how much.

A profile is YAML, JSON or TOML by the ending of its name. It may extend built-in profiles and files beside it, and then
says only what is different. docs/profiles.md is a guide, score schema profile prints what is allowed.`

func profileCommand(a *app) *cobra.Command {
	cmd := &cobra.Command{Use: "profile new|lint|show|explain|diff", Short: "Make, check and look at profiles", Long: profileHelp, Args: cobra.ArbitraryArgs, RunE: subcommandOnly}
	cmd.AddCommand(a.profileNew(), a.profileLint(), a.profileShow(), a.profileExplain(), a.profileDiff())
	return cmd
}

func (a *app) profileNew() *cobra.Command {
	var extends, output string
	format := choice{"yaml", []string{"yaml", "json", "toml"}}
	cmd := &cobra.Command{
		Use:     "new NAME",
		Short:   "Begin a profile of one's own",
		Example: "  score profile new ours -o ours.yaml\n  score profile new ours --extends strict --format toml",
		Args:    exactly("profile new", "a NAME in lower case"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if !slices.Contains(profiles.BuiltinIDs(), extends) {
				return misusef("--extends %s: there is no such built-in profile%s; they are %s", extends, suggest(extends, profiles.BuiltinIDs()), strings.Join(profiles.BuiltinIDs(), ", "))
			}
			for _, ending := range []string{".json", ".toml"} {
				if strings.HasSuffix(output, ending) && !cmd.Flags().Changed("format") {
					format.value = ending[1:]
				}
			}
			text, err := profiles.Starter(args[0], extends, format.value)
			if err != nil {
				return misusef("%v", err)
			}
			if output == "" || output == "-" {
				_, err := a.out.Write(text)
				return err
			}
			if err := writeNew(output, text); err != nil {
				return err
			}
			fmt.Fprintf(a.err, "wrote %s: score profile lint %s checks it, score run --profile %s uses it\n", reports.Inert(output), reports.Inert(output), reports.Inert(output))
			return nil
		},
	}
	cmd.Flags().StringVar(&extends, "extends", "default", "built-in `PROFILE` to begin from")
	cmd.Flags().Var(&format, "format", "language of the profile (default by the ending of --output, else yaml)")
	cmd.Flags().StringVarP(&output, "output", "o", "", "`FILE` to write, which must not be there yet")
	return cmd
}

func (a *app) profileLint() *cobra.Command {
	var paths []string
	cmd := &cobra.Command{
		Use:   "lint PROFILE…",
		Short: "List everything that is wrong with profiles",
		Long:  "List everything that is wrong with profiles, a line each: file:line:column: JSON pointer: what was expected.\n\nExit codes: 0 nothing is wrong; 1 something is; 2 misuse.",
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return misusef("score profile lint: expected a PROFILE")
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			registry, err := registryOf(paths)
			if err != nil {
				return err
			}
			wrong := 0
			for _, name := range args {
				shown, text, files, err := profileText(name)
				if err != nil {
					return err
				}
				problems := profiles.Lint(shown, text, files, registry)
				for _, p := range problems {
					fmt.Fprintln(a.out, reports.Inert(p.Error()))
				}
				wrong += len(problems)
			}
			if wrong > 0 {
				return exit(exitGate)
			}
			return nil
		},
	}
	metricsFlag(cmd.Flags(), &paths)
	return cmd
}

func (a *app) profileShow() *cobra.Command {
	format := choice{"yaml", []string{"yaml", "json", "toml"}}
	cmd := &cobra.Command{
		Use:   "show PROFILE",
		Short: "Print a profile as it takes effect",
		Long:  "Print a profile as it takes effect, with everything that it inherits in it.",
		Args:  exactly("profile show", "a PROFILE"),
		RunE: func(cmd *cobra.Command, args []string) error {
			p, err := loadProfile(args[0])
			if err != nil {
				return err
			}
			text, err := profiles.Write(p, format.value)
			if err != nil {
				return faultf("%v", err)
			}
			_, err = a.out.Write(text)
			return err
		},
	}
	cmd.Flags().Var(&format, "format", "language to print in")
	return cmd
}

func (a *app) profileExplain() *cobra.Command {
	return &cobra.Command{
		Use:   "explain PROFILE",
		Short: "Print each value of a profile and which file set it",
		Args:  exactly("profile explain", "a PROFILE"),
		RunE: func(cmd *cobra.Command, args []string) error {
			l, err := loadWhole(args[0])
			if err != nil {
				return err
			}
			return a.show(func(w *bytes.Buffer, o reports.Options) error { return reports.WriteSettings(w, l, o) })
		},
	}
}

func (a *app) profileDiff() *cobra.Command {
	return &cobra.Command{
		Use:   "diff PROFILE PROFILE",
		Short: "Print what differs between two profiles as they take effect",
		Long:  "Print what differs between two profiles as they take effect.\n\nExit codes: 0 nothing differs; 1 something does; 2 misuse.",
		Args:  exactly("profile diff", "a PROFILE", "another PROFILE"),
		RunE: func(cmd *cobra.Command, args []string) error {
			left, err := loadWhole(args[0])
			if err != nil {
				return err
			}
			right, err := loadWhole(args[1])
			if err != nil {
				return err
			}
			list := profiles.Diff(left, right)
			if err := a.show(func(w *bytes.Buffer, o reports.Options) error {
				return reports.WriteDifferences(w, args[0], args[1], list, o)
			}); err != nil {
				return err
			}
			if len(list) > 0 {
				return exit(exitGate)
			}
			return nil
		},
	}
}
