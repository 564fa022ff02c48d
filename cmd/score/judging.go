package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/assay-score/assay/interp/native"
	"github.com/assay-score/assay/metrics"
	"github.com/assay-score/assay/profiles"
	"github.com/spf13/pflag"
)

// Where metrics of one's own are looked for, beside what --metrics names.
const (
	packsVariable = "SCORE_METRIC_PACKS" // folders, separated as PATH is; unset, the folder metrics in the user's settings of score
	projectFolder = "score-metrics"      // in the working folder
)

func metricsFlag(f *pflag.FlagSet, paths *[]string) {
	f.StringArrayVar(paths, "metrics", nil, "folder or declaration `PATH` of metrics of one's own (may be given several times)")
}

// judging finds a profile and the metrics that it may use.
func judging(profileName string, metricPaths []string) (*profiles.Profile, *metrics.Registry, error) {
	registry, err := registryOf(metricPaths)
	if err != nil {
		return nil, nil, err
	}
	profile, err := loadProfile(profileName)
	if err != nil {
		return nil, nil, err
	}
	if err := profile.Check(registry); err != nil {
		if slices.Contains(profiles.BuiltinIDs(), profileName) && len(registry.All()) == len(metrics.Builtin().All()) {
			return nil, nil, faultf("%v", err)
		}
		return nil, nil, misusef("%v", err)
	}
	return profile, registry, nil
}

// registryOf makes the registry of all four tiers.
func registryOf(paths []string) (*metrics.Registry, error) {
	var all []metrics.Candidate
	add := func(folder string, tier metrics.Tier) error {
		list, err := metrics.LoadPack(os.DirFS(folder), shownPath(folder), tier, native.Engine{})
		all = append(all, list...)
		return err
	}
	for _, folder := range packFolders() {
		if err := add(folder, metrics.PackTier); err != nil {
			return nil, misusef("%v", err)
		}
	}
	if isFolder(projectFolder) {
		if err := add(projectFolder, metrics.ProjectTier); err != nil {
			return nil, misusef("%v", err)
		}
	}
	for _, path := range paths {
		if isFolder(path) {
			if err := add(path, metrics.CommandTier); err != nil {
				return nil, misusef("%v", err)
			}
			continue
		}
		if !metrics.IsDeclaration(path) {
			return nil, misusef("--metrics %s: expected a folder, or a file that ends in .metric.yaml, .metric.json or .metric.toml", path)
		}
		folder, name := filepath.Split(path)
		c, err := metrics.LoadDeclaration(os.DirFS(filepath.Clean(folder)), name, shownPath(strings.TrimSuffix(folder, string(filepath.Separator))), metrics.CommandTier, native.Engine{})
		if err != nil {
			return nil, misusef("%v", err)
		}
		all = append(all, c)
	}
	if len(all) == 0 {
		return metrics.Builtin(), nil
	}
	registry, err := metrics.Builtin().With(all...)
	if err != nil {
		return nil, misusef("%v", err)
	}
	return registry, nil
}

// shownPath is how a folder is called in messages and listings: as it was given.
func shownPath(folder string) string { return filepath.ToSlash(folder) }

func packFolders() []string {
	if set, ok := os.LookupEnv(packsVariable); ok {
		return slices.DeleteFunc(filepath.SplitList(set), func(s string) bool { return s == "" })
	}
	settings, err := os.UserConfigDir()
	if err != nil {
		return nil
	}
	if folder := filepath.Join(settings, "score", "metrics"); isFolder(folder) {
		return []string{folder}
	}
	return nil
}

func isFolder(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}

// maxProfile bounds the size of a profile in bytes.
const maxProfile = 1 << 20

// loadProfile finds a built-in profile by name or reads one from a file.
func loadProfile(name string) (*profiles.Profile, error) {
	if slices.Contains(profiles.BuiltinIDs(), name) {
		p, err := profiles.Builtin(name)
		if err != nil {
			return nil, faultf("%v", err)
		}
		return p, nil
	}
	l, err := loadWhole(name)
	if err != nil {
		return nil, err
	}
	return l.Profile, nil
}

// profileText reads the text of a profile, with what reads the files that it extends.
func profileText(name string) (shown string, text []byte, files profiles.Files, err error) {
	for _, id := range profiles.BuiltinIDs() {
		if id == name {
			text, err := profiles.BuiltinText(id)
			return "builtin/" + id + ".yaml", text, nil, err
		}
	}
	if ext := strings.ToLower(filepath.Ext(name)); ext != ".yaml" && ext != ".yml" && ext != ".json" && ext != ".toml" && !strings.ContainsAny(name, `/\`) {
		return "", nil, nil, misusef("there is no profile %q%s; the built-in ones are %s, and a file ends in .yaml, .json or .toml", name, suggest(name, profiles.BuiltinIDs()), strings.Join(profiles.BuiltinIDs(), ", "))
	}
	text, err = readBounded(name, maxProfile)
	if err != nil {
		return "", nil, nil, misusef("profile %s: %v", name, bare(err))
	}
	folder := filepath.Dir(name)
	files = func(other string) ([]byte, error) {
		root, err := os.OpenRoot(folder)
		if err != nil {
			return nil, err
		}
		defer root.Close()
		f, err := root.Open(filepath.FromSlash(other))
		if errors.Is(err, fs.ErrNotExist) {
			return nil, errors.New(other + ": no such file beside the profile")
		}
		if err != nil {
			return nil, errors.New(other + ": " + bare(err).Error())
		}
		defer f.Close()
		return readLimited(f, maxProfile)
	}
	return filepath.ToSlash(name), text, files, nil
}

// loadWhole reads a profile with where everything in it was set.
func loadWhole(name string) (*profiles.Loaded, error) {
	shown, text, files, err := profileText(name)
	if err != nil {
		return nil, err
	}
	l, err := profiles.LoadFrom(shown, text, files)
	if err != nil {
		return nil, misusef("%v", err)
	}
	return l, nil
}
