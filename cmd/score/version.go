package main

import (
	"fmt"
	"runtime"
	"runtime/debug"
	"strings"

	"github.com/assay-score/assay/analyze/safety"
	"github.com/assay-score/assay/pipeline"
	"github.com/assay-score/assay/profiles"
	"github.com/assay-score/assay/reports"
	"github.com/spf13/cobra"
)

// version is this program's; reports hold it as toolName.
const (
	version  = "0.1.0"
	toolName = "score " + version
)

func versionCommand(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "Print the versions of everything that a score depends on",
		Args:  exactly("version"),
		RunE: func(cmd *cobra.Command, args []string) error {
			var text strings.Builder
			fmt.Fprintln(&text, toolName)
			for _, e := range a.engine {
				fmt.Fprintf(&text, "engine     %s %s, fuel schedule %s\n", e.Name(), e.Version(), e.FuelSchedule())
			}
			p := profiles.Default()
			fmt.Fprintf(&text, "python     %s\n", pipeline.TargetPython)
			fmt.Fprintf(&text, "profile    %s/%d, %s\n", p.ID, p.Version, p.Scale)
			fmt.Fprintf(&text, "rules      %s\n", safety.RuleSet)
			fmt.Fprintf(&text, "report     %s\n", reports.SpecVersion)
			fmt.Fprintf(&text, "built      %s %s/%s%s\n", runtime.Version(), runtime.GOOS, runtime.GOARCH, revision())
			if _, err := a.out.WriteString(text.String()); err != nil {
				return misusef("standard output: %v", bare(err))
			}
			return nil
		},
	}
}

// revision is the commit that the program was built from, where the build knew.
func revision() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return ""
	}
	text := ""
	for _, s := range info.Settings {
		switch {
		case s.Key == "vcs.revision" && len(s.Value) >= 12:
			text = " " + s.Value[:12] + text
		case s.Key == "vcs.modified" && s.Value == "true":
			text += " (modified)"
		}
	}
	return text
}
