package main

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/assay-score/assay/analyze"
	"github.com/assay-score/assay/interp"
	"github.com/assay-score/assay/suites"
)

// TestEnginesAgree: the engines give the same verdict on every solution of the sample suite that both can run, and the
// default one is our own.
func TestEnginesAgree(t *testing.T) {
	all := engines()
	if len(all) != 2 || all[0].Name() != "native" {
		t.Fatalf("the default of %d engines is %s", len(all), all[0].Name())
	}
	sample := filepath.Join("..", "..", "suites", "sample")
	open := func(name string) *os.File {
		f, err := os.Open(filepath.Join(sample, name))
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { f.Close() })
		return f
	}
	suite, err := suites.Read("tasks.jsonl", open("tasks.jsonl"), analyze.Bounds{})
	if err != nil {
		t.Fatal(err)
	}
	subs, _ := suite.References()
	solutions, _, _ := suite.ReadSolutions("solutions.jsonl", open("solutions.jsonl"), analyze.Bounds{})
	subs = append(subs, solutions...)
	both := 0
	for _, sub := range subs {
		task := suite.Task(sub.Task)
		if task == nil || len(sub.Steps) == 0 {
			continue
		}
		var verdicts [2]analyze.Case
		for i, e := range all {
			p := &interp.Program{Steps: append(append([]interp.Step(nil), sub.Steps...), task.Steps(nil)[1])}
			verdicts[i] = task.Case(e.Run(context.Background(), p, &interp.Host{}, interp.Limits{Fuel: 50_000_000, Wall: 5 * time.Minute}))
		}
		if verdicts[0].Verdict == analyze.Unavailable || verdicts[1].Verdict == analyze.Unavailable {
			continue
		}
		both++
		if verdicts[0].Verdict != verdicts[1].Verdict {
			t.Errorf("%s of %s: native says %+v, gpython %+v", sub.ID, sub.Task, verdicts[0], verdicts[1])
		}
	}
	if both < 10 {
		t.Errorf("only %d of %d solutions ran on both", both, len(subs))
	}
}
