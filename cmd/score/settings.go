package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
	"github.com/spf13/viper"
	"go.yaml.in/yaml/v3"
)

// Settings are flags that may also be given by a variable or in a file. Which of the three wins is viper's business;
// which names exist, what their values mean and where a wrong one stands is ours, since viper forgets positions.

// setting marks a flag as one; the annotation is what tells settings from what belongs to one call only.
const setting = "setting"

func markSetting(flags *pflag.FlagSet, names ...string) {
	for _, name := range names {
		if err := flags.SetAnnotation(name, setting, []string{""}); err != nil {
			panic(err) // a flag that is not there: every start of the program would show it
		}
	}
}

// onlyAsked are the settings that a file may not give.
var onlyAsked = []string{"output"}

const (
	envPrefix  = "SCORE"
	configName = "score.yaml"
	maxConfig  = 1 << 20 // bytes of a settings file
)

// configFlag adds --config, which alone cannot be a setting.
func configFlag(cmd *cobra.Command) {
	cmd.Flags().String("config", "", "`FILE` of settings (default score.yaml in the working folder, where there is one)")
}

// settle gives every setting of a command that no flag gave its value from the environment or the settings file. What
// is scored may not bring settings of its own, so the submissions are named.
func (a *app) settle(cmd *cobra.Command, submissions ...string) error {
	v := viper.NewWithOptions(viper.KeyDelimiter("::"), viper.EnvKeyReplacer(strings.NewReplacer("-", "_")))
	v.SetEnvPrefix(envPrefix)
	v.AutomaticEnv()
	file, lines, err := a.readConfig(cmd, v, submissions)
	if err != nil {
		return err
	}
	var problem error
	cmd.Flags().VisitAll(func(f *pflag.Flag) {
		if _, ok := f.Annotations[setting]; !ok || problem != nil {
			return
		}
		if err := v.BindPFlag(f.Name, f); err != nil {
			problem = faultf("binding --%s: %v", f.Name, err)
			return
		}
		if f.Changed || !v.IsSet(f.Name) {
			return
		}
		value := v.GetString(f.Name)
		if err := f.Value.Set(value); err != nil {
			where := variable(f.Name)
			if _, ok := os.LookupEnv(where); !ok || os.Getenv(where) == "" {
				where = fmt.Sprintf("%s:%d: %s", file, lines[f.Name], f.Name)
			}
			if strings.HasPrefix(err.Error(), "strconv.ParseBool") {
				err = errors.New("expected true or false")
			}
			problem = misusef("%s: %q: %v", where, value, err)
			return
		}
		f.Changed = true // given, only not on the command line
	})
	return problem
}

// variable is the environment variable of a setting.
func variable(name string) string {
	return envPrefix + "_" + strings.ToUpper(strings.ReplaceAll(name, "-", "_"))
}

// readConfig reads the settings file into viper. It gives the file's name and the line of each key.
func (a *app) readConfig(cmd *cobra.Command, v *viper.Viper, submissions []string) (name string, lines map[string]int, err error) {
	name = os.Getenv(envPrefix + "_CONFIG")
	if f := cmd.Flags().Lookup("config"); f != nil && f.Changed {
		name = f.Value.String()
	}
	asked := name != ""
	if !asked {
		name = configName
	}
	f, err := os.Open(name)
	switch {
	case errors.Is(err, os.ErrNotExist) && !asked:
		return name, nil, nil
	case err != nil:
		return name, nil, misusef("settings file %s: %v", name, bare(err))
	}
	defer f.Close()
	if inside := holder(submissions); !asked && inside != "" {
		return name, nil, misusef("%s lies inside of the submission %s, which may not bring its own settings; if it is yours, say --config %s", name, inside, name)
	}
	text, err := io.ReadAll(io.LimitReader(f, maxConfig+1))
	if err != nil {
		return name, nil, misusef("settings file %s: %v", name, bare(err))
	}
	if len(text) > maxConfig {
		return name, nil, misusef("settings file %s: more than %d bytes", name, maxConfig)
	}
	if lines, err = checkConfig(name, text, knownSettings(cmd.Root())); err != nil {
		return name, nil, err
	}
	v.SetConfigType("yaml")
	if err := v.ReadConfig(bytes.NewReader(text)); err != nil {
		return name, nil, misusef("settings file %s: %v", name, err)
	}
	return name, lines, nil
}

// holder is the one of some paths that is the working folder or a folder around it, or "".
func holder(paths []string) string {
	here, err := os.Getwd()
	if err != nil {
		return ""
	}
	for _, path := range paths {
		abs, err := filepath.Abs(path)
		if err != nil {
			continue
		}
		if info, err := os.Stat(path); err != nil || !info.IsDir() {
			continue
		}
		if rel, err := filepath.Rel(abs, here); err == nil && filepath.IsLocal(rel) {
			return path
		}
	}
	return ""
}

// knownSettings lists the settings of all commands: one file serves them all.
func knownSettings(root *cobra.Command) []string {
	var names []string
	for _, cmd := range root.Commands() {
		cmd.Flags().VisitAll(func(f *pflag.Flag) {
			if _, ok := f.Annotations[setting]; ok && !slices.Contains(names, f.Name) {
				names = append(names, f.Name)
			}
		})
	}
	slices.Sort(names)
	return names
}

// checkConfig makes sure that a settings file is a flat list of known names, and gives their lines.
func checkConfig(file string, text []byte, known []string) (map[string]int, error) {
	var doc yaml.Node
	if err := yaml.Unmarshal(text, &doc); err != nil {
		return nil, misusef("settings file %s: %v", file, strings.TrimPrefix(err.Error(), "yaml: "))
	}
	lines := map[string]int{}
	if len(doc.Content) == 0 {
		return lines, nil // empty, or comments only
	}
	top := doc.Content[0]
	if top.Kind != yaml.MappingNode {
		return nil, misusef("%s:%d: expected lines like `workers: 4`", file, top.Line)
	}
	for i := 0; i+1 < len(top.Content); i += 2 {
		key, value := top.Content[i], top.Content[i+1]
		if !slices.Contains(known, key.Value) {
			hint := suggest(key.Value, known)
			if hint == "" {
				hint = "; they are " + strings.Join(known, ", ")
			}
			return nil, misusef("%s:%d: there is no setting %q%s", file, key.Line, key.Value, hint)
		}
		if slices.Contains(onlyAsked, key.Value) {
			return nil, misusef("%s:%d: %s cannot be set in a file, only by --%s or %s: a file that came with a submission could write anywhere", file, key.Line, key.Value, key.Value, variable(key.Value))
		}
		if value.Kind != yaml.ScalarNode || value.Tag == "!!null" {
			return nil, misusef("%s:%d: %s: expected one value", file, value.Line, key.Value)
		}
		if lines[key.Value] != 0 {
			return nil, misusef("%s:%d: %s is given twice, first in line %d", file, key.Line, key.Value, lines[key.Value])
		}
		lines[key.Value] = key.Line
	}
	return lines, nil
}

// bare is an error without the path that stands in front of it already.
func bare(err error) error {
	if p, ok := errors.AsType[*os.PathError](err); ok {
		return p.Err
	}
	return err
}
