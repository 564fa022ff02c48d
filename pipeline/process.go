package pipeline

import (
	"bufio"
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// Processes scores in worker processes instead of in this one: what crashes, hangs or outgrows its memory there takes
// nothing else with it.
type Processes struct {
	// Command makes the command of a worker, which speaks as [Serve] does on its standard input and output.
	Command func() *exec.Cmd
	Setup   Setup

	mu     sync.Mutex
	layers []string
}

// Layers are what confined the workers, as they said themselves; nil before one was started.
func (p *Processes) Layers() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return slices.Clone(p.layers)
}

// process is a worker process that is set up.
type process struct {
	cmd     *exec.Cmd
	n       nonce
	in      *bufio.Writer
	closer  io.Closer
	frames  chan []byte // results; closed when the process is gone
	stderr  *tail
	killed  atomic.Bool // by us, for a reason that is known
	reason  string
	stopped chan struct{}
}

// tail keeps the beginning of what a dying process says: Go names the cause first.
type tail struct {
	mu   sync.Mutex
	text []byte
}

func (t *tail) Write(p []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.text = append(t.text, p[:min(len(p), max(4096-len(t.text), 0))]...)
	return len(p), nil
}

// startWait is how long a process may take to be set up.
const startWait = 60 * time.Second

// start starts a worker and waits until it is set up.
func (p *Processes) start(ctx context.Context) (*process, error) {
	w := &process{cmd: p.Command(), frames: make(chan []byte, prefetch), stderr: new(tail), stopped: make(chan struct{})}
	if _, err := rand.Read(w.n[:]); err != nil {
		return nil, err
	}
	in, err := w.cmd.StdinPipe()
	if err != nil {
		return nil, err
	}
	out, err := w.cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	w.cmd.Stderr = w.stderr
	apart(w.cmd)
	if err := w.cmd.Start(); err != nil {
		return nil, err
	}
	w.in, w.closer = bufio.NewWriterSize(in, 64<<10), in
	setup, err := json.Marshal(p.Setup)
	if err != nil {
		w.end()
		return nil, err
	}
	r := bufio.NewReaderSize(out, 64<<10)
	timer := time.AfterFunc(startWait, func() { w.cmd.Process.Kill() })
	defer timer.Stop()
	stop := context.AfterFunc(ctx, func() { w.cmd.Process.Kill() })
	defer stop()
	_, err = w.in.Write(w.n[:])
	err = errors.Join(err, writeFrame(w.in, w.n, frameSetup, setup), w.in.Flush())
	var kind frameKind
	var payload []byte
	if err == nil {
		kind, payload, err = readFrame(r, w.n)
	}
	var layers []string
	switch {
	case err != nil:
	case kind == frameFailed:
		err = &setupError{string(payload)}
	case kind != frameReady:
		err = errFrame
	default:
		err = json.Unmarshal(payload, &layers)
	}
	if err != nil {
		w.cmd.Process.Kill()
		w.cmd.Wait()
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		return nil, err
	}
	p.mu.Lock()
	p.layers = append([]string{"process"}, layers...)
	if watched() {
		p.layers = append(p.layers, "watched memory")
	}
	p.mu.Unlock()
	go w.read(r)
	if watched() {
		go w.watch(p.Setup.Memory)
	}
	return w, nil
}

// setupError is a worker's own word that it cannot be set up: trying again will not help.
type setupError struct{ message string }

func (e *setupError) Error() string { return "a worker cannot be set up: " + e.message }

func (w *process) read(r *bufio.Reader) {
	defer close(w.frames)
	for {
		kind, payload, err := readFrame(r, w.n)
		if errors.Is(err, errFrame) || err == nil && kind != frameResult {
			w.kill("the worker process sent something that is no result")
			return
		}
		if err != nil {
			return
		}
		w.frames <- payload
	}
}

// watchEvery is how often the memory of a worker is looked at.
const watchEvery = 20 * time.Millisecond

// watch kills the process when it holds more than the ceiling.
func (w *process) watch(ceiling uint64) {
	ticker := time.NewTicker(watchEvery)
	defer ticker.Stop()
	for {
		select {
		case <-w.stopped:
			return
		case <-ticker.C:
			if held, ok := resident(w.cmd.Process.Pid); ok && held > ceiling {
				w.kill(fmt.Sprintf("the worker process held more than its %d MiB of memory", ceiling>>20))
				return
			}
		}
	}
}

func (w *process) kill(reason string) {
	if w.killed.CompareAndSwap(false, true) {
		w.reason = reason
		w.cmd.Process.Kill()
	}
}

// end lets the process go: its input ends and with it the process, which holds nothing that could be lost.
func (w *process) end() {
	close(w.stopped)
	w.closer.Close()
	w.cmd.Process.Kill()
	for range w.frames { //nolint:revive // until its reader has seen the end
	}
	w.cmd.Wait()
}

// death says why a process is gone: what to tell, and whether it may have been anybody's doing from outside.
func (w *process) death() (reason string, outside bool) {
	patience := time.AfterFunc(5*time.Second, func() { w.kill("the worker process closed its output") })
	err := w.cmd.Wait()
	patience.Stop()
	if w.killed.Load() {
		return w.reason, false
	}
	w.stderr.mu.Lock()
	said := string(w.stderr.text)
	w.stderr.mu.Unlock()
	for line := range strings.Lines(said) {
		line = strings.TrimSpace(line)
		for _, start := range [...]string{"panic:", "fatal error:", "runtime:", "SIG", "score:"} {
			if strings.HasPrefix(line, start) {
				return "the worker process died: " + address.ReplaceAllString(line, "0x…"), false
			}
		}
	}
	if exit, ok := errors.AsType[*exec.ExitError](err); ok && !exit.Exited() {
		return "the worker process was killed", strings.Contains(exit.String(), os.Kill.String())
	}
	return "the worker process ended by itself", false
}

func (w *process) send(seq int, item *Item) error {
	return errors.Join(writeFrame(w.in, w.n, frameJob, jobPayload(seq, item)), w.in.Flush())
}
