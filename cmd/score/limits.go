package main

import (
	"strings"
	"time"

	"github.com/assay-score/assay/interp"
	"github.com/spf13/cobra"
)

// engineTable are the engines that can be chosen, the default first.
type engineTable []interp.Engine

func (t engineTable) names() []string {
	var names []string
	for _, e := range t {
		names = append(names, e.Name())
	}
	return names
}

func (t engineTable) find(name string) interp.Engine {
	for _, e := range t {
		if e.Name() == name {
			return e
		}
	}
	return t[0] // a choice flag lets no other name through
}

// maxRecursion is the deepest recursion that can be asked for, as sys.setrecursionlimit of the engines.
const maxRecursion = 10_000

// running are the settings of everything that runs a program.
type running struct {
	engine    choice
	fuel      count
	memory    size
	recursion bounded
	wall      duration
	output    size
	seed      seed
	mounts    []string
}

func (r *running) flags(a *app, cmd *cobra.Command) {
	d := interp.Limits{}.OrDefault()
	r.engine = choice{a.engine[0].Name(), a.engine.names()}
	r.fuel, r.memory, r.wall, r.output = count(d.Fuel), size(d.Memory), duration(d.Wall), size(d.Output)
	r.recursion = bounded{d.Recursion, 1, maxRecursion}
	f := cmd.Flags()
	f.Var(&r.engine, "engine", "what runs Python")
	f.Var(&r.fuel, "fuel", "work that a run may do, in units of the engine's schedule")
	f.Var(&r.memory, "memory", "live bytes that a run may hold")
	f.Var(&r.recursion, "recursion", "how deep Python calls may nest")
	f.Var(&r.wall, "time", "wall clock of a run, a backstop that is never scored")
	f.Var(&r.output, "max-output", "bytes that a run may print")
	f.Var(&r.seed, "seed", "seed of hash order, random and whatever else varies between runs")
	f.StringArrayVar(&r.mounts, "import-path", nil, "folder `DIR` of pure-Python packages that may be imported, read-only (may be given several times)")
	completeFlag(cmd, "engine", r.engine.of)
	markSetting(f, "engine", "fuel", "memory", "recursion", "time", "max-output", "seed", "import-path")
	configFlag(cmd)
}

func (r *running) limits() interp.Limits {
	return interp.Limits{Fuel: uint64(r.fuel), Memory: uint64(r.memory), Recursion: r.recursion.value, Wall: time.Duration(r.wall), Output: uint64(r.output)}.OrDefault()
}

// openMounts opens the folders of --import-path. Their files are named after the folder as it was given, an absolute path
// by its last element only: where a machine keeps its files is nothing that a program may learn.
func (r *running) openMounts() ([]interp.Mount, error) {
	var mounts []interp.Mount
	ids := names(r.mounts)
	for i, dir := range r.mounts {
		root, err := openFolder(dir)
		if err != nil {
			return nil, misusef("--import-path %s", err.Error())
		}
		mounts = append(mounts, interp.Mount{Name: strings.TrimPrefix(ids[i], "./"), FS: root})
	}
	return mounts, nil
}

// completeFlag offers words to the shell's completion of a flag's value.
func completeFlag(cmd *cobra.Command, flag string, words []string) {
	if err := cmd.RegisterFlagCompletionFunc(flag, cobra.FixedCompletions(words, cobra.ShellCompDirectiveDefault)); err != nil {
		panic(err) // a flag that is not there: every start of the program would show it
	}
}
