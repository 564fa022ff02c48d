package main

import (
	"crypto/sha256"
	"encoding/hex"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/assay-score/assay/pipeline"
	"github.com/spf13/cobra"
)

// batching are the settings of a batch that a single run does not have.
type batching struct {
	isolation choice
	memory    size // of a worker process
	journal   string
	resume    bool
	cache     string
	fresh     bool
	shard     shard
	stream    bool
}

func (b *batching) batchFlags(cmd *cobra.Command) {
	b.isolation = choice{"process", []string{"process", "none"}}
	f := cmd.Flags()
	f.Var(&b.isolation, "isolation", "where programs run: in worker processes that may crash, or in this one")
	f.Var(&b.memory, "worker-memory", "resident bytes that a worker process may hold before it is ended")
	f.Lookup("worker-memory").DefValue = "4 × --memory + 512MiB"
	f.StringVar(&b.journal, "journal", "", "`FILE` that keeps each result as soon as it is there")
	f.BoolVar(&b.resume, "resume", false, "go on with the batch whose results --journal holds")
	f.StringVar(&b.cache, "cache", "", "`DIR` of results to take again and of costs, shared by batches")
	f.BoolVar(&b.fresh, "fresh", false, "take no results from --cache, only put them in")
	f.Var(&b.shard, "shard", "score only part `I/N` of the answers, to be put together by score merge")
	f.BoolVar(&b.stream, "stream", false, "write each result as a line of JSON as soon as its turn comes, while answers are still being read")
	completeFlag(cmd, "isolation", b.isolation.of)
	markSetting(f, "isolation", "worker-memory", "cache", "fresh")
}

// check refuses settings that do not go together.
func (b *batching) check() error {
	switch {
	case b.resume && b.journal == "":
		return misusef("--resume needs --journal, the file that holds the results so far")
	case b.fresh && b.cache == "":
		return misusef("--fresh needs --cache, the folder of the results that are not to be taken")
	}
	if _, err := os.Stat(b.journal); b.journal != "" && err == nil && !b.resume {
		return misusef("--journal %s is there already: --resume goes on with it", b.journal)
	}
	return nil
}

// processes makes the pool of worker processes, nil for none.
func (b *batching) processes(s *scoring, scorer *pipeline.Scorer, mounts []pipeline.MountPath) (*pipeline.Processes, error) {
	if b.isolation.value == "none" {
		return nil, nil
	}
	exe, err := os.Executable()
	if err != nil {
		return nil, faultf("where this program lies is not known, so no worker can be started (--isolation=none needs none): %v", err)
	}
	memory := uint64(b.memory)
	if memory == 0 {
		memory = 4*scorer.Limits.OrDefault().Memory + 512<<20
	}
	return &pipeline.Processes{Command: workerCommand(exe), Setup: pipeline.Setup{Engine: scorer.Engine.Name(), Limits: scorer.Limits,
		Profile: scorer.Profile, ProfileDigest: scorer.Profile.Digest(), Seed: scorer.Seed, Runs: scorer.Runs, Observe: scorer.Observe, Metrics: scorer.Registry.Packed(), Mounts: mounts, Memory: memory}}, nil
}

// build identifies this program by its bytes: results from before a change of ours must not pass for new ones.
func build() (string, error) {
	exe, err := os.Executable()
	if err != nil {
		return "", err
	}
	f, err := os.Open(exe)
	if err != nil {
		return "", err
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return "", err
	}
	return toolName + " " + hex.EncodeToString(h.Sum(nil)), nil
}

// open opens the journal and the cache of a batch.
func (b *batching) open(batch *pipeline.Batch, suite string, mounted bool) (done func() error, err error) {
	done = func() error { return nil }
	if b.journal == "" && b.cache == "" {
		return done, nil
	}
	if mounted {
		return nil, misusef("--import-path does not go together with --journal and --cache: nobody watches whether the packages change")
	}
	id, err := build()
	if err != nil {
		return nil, faultf("%v", err)
	}
	batch.Basis = batch.Scorer.Basis(id)
	if b.cache != "" {
		if batch.Cache, err = pipeline.OpenCache(b.cache); err != nil {
			return nil, misusef("--cache %s: %v", b.cache, bare(err))
		}
		batch.Cache.Fresh = b.fresh
		batch.Costs = batch.Cache.Costs(suite)
	}
	if b.journal != "" {
		basis := append(append([]byte(suite+"\n"), b.shard.String()...), batch.Basis...)
		if batch.Journal, err = pipeline.OpenJournal(b.journal, basis); err != nil {
			return nil, misusef("--journal %s: %v", b.journal, bare(err))
		}
	}
	return func() error {
		if batch.Cache != nil {
			if err := batch.Cache.KeepCosts(suite, batch.Costs); err != nil {
				return misusef("--cache %s: %v", b.cache, bare(err))
			}
		}
		if batch.Journal != nil {
			if err := batch.Journal.Close(); err != nil {
				return misusef("--journal %s: %v", b.journal, bare(err))
			}
		}
		return nil
	}, nil
}

// mountPaths are the folders of --import-path for workers to open.
func (r *running) mountPaths() ([]pipeline.MountPath, error) {
	var list []pipeline.MountPath
	for i, id := range names(r.mounts) {
		path, err := filepath.Abs(r.mounts[i])
		if err != nil {
			return nil, misusef("--import-path %s: %v", r.mounts[i], err)
		}
		list = append(list, pipeline.MountPath{Name: strings.TrimPrefix(id, "./"), Path: path})
	}
	return list, nil
}

// shard is the value of --shard: "2/8".
type shard struct{ index, count int }

func (s *shard) Type() string { return "I/N" }

func (s *shard) String() string {
	if s.count == 0 {
		return ""
	}
	return strconv.Itoa(s.index) + "/" + strconv.Itoa(s.count)
}

func (s *shard) Set(text string) error {
	index, count, ok := strings.Cut(text, "/")
	i, err := strconv.Atoi(index)
	n, err2 := strconv.Atoi(count)
	if !ok || err != nil || err2 != nil || i < 1 || n < i || n > 10_000 {
		return misusef("expected I/N with I from 1 to N, such as 2/8")
	}
	s.index, s.count = i, n
	return nil
}

// has reports whether an answer, counted from 0, is in the shard.
func (s *shard) has(i int) bool { return s.count == 0 || i%s.count == s.index-1 }
