package main

import (
	"os"
	"os/exec"
	"os/signal"
	"slices"
	"syscall"

	"github.com/assay-score/assay/interp"
	"github.com/assay-score/assay/interp/native"
	"github.com/assay-score/assay/metrics"
	"github.com/assay-score/assay/pipeline"
)

// workerArgument makes this program a worker of a batch. It is no command: nobody types it.
const workerArgument = "worker-of-a-batch"

// isWorker reports whether a command line is a worker's.
func isWorker(args []string) bool { return len(args) == 1 && args[0] == workerArgument }

// workerCommand starts this program again as a worker.
func workerCommand(exe string) func() *exec.Cmd {
	return func() *exec.Cmd {
		cmd := exec.Command(exe, workerArgument)
		cmd.Args[0] = "score"
		cmd.Env = []string{} // nothing of the environment is any business of what runs there
		for _, name := range [...]string{"SYSTEMROOT", "GORACE", "GOCOVERDIR"} {
			if value, ok := os.LookupEnv(name); ok {
				cmd.Env = append(cmd.Env, name+"="+value)
			}
		}
		return cmd
	}
}

// work is the life of a worker.
func (a *app) work() int {
	signal.Ignore(os.Interrupt, syscall.SIGTERM) // it ends with the one that started it
	err := pipeline.Serve(a.in, a.out, func(s pipeline.Setup) (*pipeline.Scorer, error) {
		registry, err := unpacked(s.Metrics)
		if err != nil {
			return nil, err
		}
		scorer := &pipeline.Scorer{Engine: a.engine.find(s.Engine), Limits: s.Limits, Profile: s.Profile, Registry: registry, Seed: s.Seed, Runs: s.Runs, Observe: s.Observe}
		if !slices.Contains(a.engine.names(), s.Engine) {
			return nil, faultf("there is no engine %q", s.Engine)
		}
		for _, m := range s.Mounts {
			root, err := openFolder(m.Path)
			if err != nil {
				return nil, err
			}
			scorer.Mounts = append(scorer.Mounts, interp.Mount{Name: m.Name, FS: root})
		}
		return scorer, s.Profile.Check(scorer.Registry)
	})
	if err != nil {
		return a.report(faultf("worker: %v", err))
	}
	return 0
}

// unpacked is the registry with the metrics that a worker was sent.
func unpacked(list []metrics.Packed) (*metrics.Registry, error) {
	if len(list) == 0 {
		return metrics.Builtin(), nil
	}
	var own []metrics.Candidate
	for _, p := range list {
		c, err := p.Unpack(native.Engine{})
		if err != nil {
			return nil, err
		}
		own = append(own, c)
	}
	return metrics.Builtin().With(own...)
}
