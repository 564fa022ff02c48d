package pipeline

import (
	"bufio"
	"context"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"hash/maphash"
	"io"
	"os"
	"runtime"
	"runtime/debug"

	"github.com/assay-score/assay/interp"
	"github.com/assay-score/assay/metrics"
	"github.com/assay-score/assay/profiles"
	"github.com/assay-score/assay/reports"
	"github.com/assay-score/assay/suites"
)

// Setup says to a worker process how to score. It is a [Scorer] that can be sent, and what confines the process.
type Setup struct {
	Engine        string
	Limits        interp.Limits
	Profile       *profiles.Profile
	ProfileDigest string
	Seed          uint64
	Runs          int
	Metrics       []metrics.Packed // of the user's own
	Observe       interp.Observe
	Mounts        []MountPath
	Memory        uint64 // bytes that the process may hold
	Threads       int    // that run Go at once
}

// MountPath is a folder of packages that the worker opens by itself.
type MountPath struct{ Name, Path string }

// Serve is the life of a worker process: it reads how to score from in, confines itself, and then scores one item after
// another until in ends. make makes the scorer of a setup; it runs before the process is confined.
//
// A worker has no other way out than the two pipes. Whoever started it may kill it at any time; if that one dies, in ends
// and so does the process, in the middle of a run too.
func Serve(in io.Reader, out io.Writer, make func(Setup) (*Scorer, error)) error {
	r, w := bufio.NewReaderSize(in, 64<<10), bufio.NewWriterSize(out, 64<<10)
	var n nonce
	if _, err := io.ReadFull(r, n[:]); err != nil {
		return err
	}
	kind, payload, err := readFrame(r, n)
	if err != nil || kind != frameSetup {
		return errors.Join(err, errFrame)
	}
	scorer, layers, err := setUp(payload, make)
	if err != nil {
		return errors.Join(writeFrame(w, n, frameFailed, []byte(err.Error())), w.Flush())
	}
	ready, err := json.Marshal(layers)
	if err != nil {
		return err
	}
	if err := errors.Join(writeFrame(w, n, frameReady, ready), w.Flush()); err != nil {
		return err
	}
	// Jobs are read while one runs, so that the end of the pipe is seen at once.
	jobs := makeJobs(r, n)
	tasks := taskCache{seed: maphash.MakeSeed(), known: map[uint64]*Task{}}
	var result []byte
	for payload := range jobs {
		seq, item, err := tasks.item(payload)
		if err != nil {
			return err
		}
		record, timedOut := scorer.Attempt(context.Background(), item)
		gist, err := json.Marshal(reports.GistOf(&record))
		if err != nil {
			return err
		}
		flags := uint64(0)
		if timedOut {
			flags = 1
		}
		result = putBytes(binary.AppendUvarint(binary.AppendUvarint(result[:0], uint64(seq)), flags), gist)
		if result, err = reports.AppendLine(result, &record); err != nil {
			return err
		}
		if err := errors.Join(writeFrame(w, n, frameResult, result), w.Flush()); err != nil {
			return err
		}
	}
	return nil
}

// makeJobs hands on the payloads of jobs. When the pipe ends while a program runs, nobody waits for its result any more.
func makeJobs(r *bufio.Reader, n nonce) <-chan []byte {
	jobs := make(chan []byte, prefetch)
	go func() {
		for {
			kind, payload, err := readFrame(r, n)
			if err == io.EOF && len(jobs) == 0 {
				os.Exit(0)
			}
			if err != nil || kind != frameJob {
				os.Exit(1)
			}
			jobs <- payload
		}
	}()
	return jobs
}

func setUp(payload []byte, make func(Setup) (*Scorer, error)) (*Scorer, []string, error) {
	var s Setup
	if err := json.Unmarshal(payload, &s); err != nil {
		return nil, nil, err
	}
	if s.Profile.Digest() != s.ProfileDigest {
		return nil, nil, errors.New("the profile does not survive being sent")
	}
	scorer, err := make(s)
	if err != nil {
		return nil, nil, err
	}
	if s.Threads > 0 {
		runtime.GOMAXPROCS(s.Threads)
	}
	debug.SetMemoryLimit(int64(s.Memory / 4 * 3))
	var folders []string
	for _, m := range s.Mounts {
		folders = append(folders, m.Path)
	}
	return scorer, confine(s.Memory, folders), nil
}

// taskCache keeps the tasks that answers came with, so that the reference solution of each is run once.
type taskCache struct {
	seed  maphash.Seed
	known map[uint64]*Task
}

// maxTasks bounds the tasks that a worker remembers.
const maxTasks = 2000

func (c *taskCache) item(payload []byte) (seq int, item Item, err error) {
	f := fields{rest: payload}
	seq = int(f.number())
	answer := &suites.Answer{ID: f.text(), Form: suites.Form(f.number()), Text: f.text()}
	text := f.bytes()
	if err := f.err(); err != nil {
		return 0, Item{}, err
	}
	key := maphash.Bytes(c.seed, text)
	task := c.known[key]
	if task == nil {
		task = NewTask(new(suites.Task))
		if err := json.Unmarshal(text, task.Task); err != nil {
			return 0, Item{}, fmt.Errorf("a task: %w", err)
		}
		if len(c.known) >= maxTasks {
			clear(c.known)
		}
		c.known[key] = task
	}
	return seq, Item{ID: answer.ID, Answer: answer, Task: task}, nil
}
