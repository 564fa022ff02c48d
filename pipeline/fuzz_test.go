package pipeline

import (
	"context"
	"testing"

	"github.com/assay-score/assay/analyze"
	"github.com/assay-score/assay/interp"
	"github.com/assay-score/assay/metrics"
	"github.com/assay-score/assay/profiles"
	"github.com/assay-score/assay/reports"
)

// FuzzScore: whatever is handed in, under whatever name, is scored or refused, never our fault, and the record keeps the
// schema and accounts for every point.
func FuzzScore(f *testing.F) {
	for _, seed := range []struct{ name, text string }{
		{"a.py", "import os\n\ndef f(x, y=[]):\n    \"\"\"Doc.\"\"\"\n    try:\n        return eval(x)\n    except:\n        pass\n"},
		{"a.py", "class A(B):\n    x: int = 1\n    def m(self): return [i for i in self if i]\nmatch A():\n    case A(x=1): pass\n"},
		{"a.py", "x = (\n"},
		{"a.py", "# \u202e\x00\nx = f'{y!r:>{z}}'\n"},
		{"a.py", "async def f():\n    async with a as b: yield await c\nf = lambda: 0\nglobal f\n"},
		{"a.md", "text\n```python\nprint(1)\n```\n"},
		{"a.ipynb", `{"nbformat": 4, "metadata": {}, "cells": [{"cell_type": "code", "source": ["%time x\n", "y"]}]}`},
		{"a.zip", "PK\x05\x06" + string(make([]byte, 18))},
		{"-", "\xff\xfe"},
		{"b.py", "getattr(().__class__, '__ba' 'se__')\nwhile True: pass\n'x' * 10**12\n"},
	} {
		f.Add(seed.name, []byte(seed.text))
	}
	s := &Scorer{Engine: idle{}, Profile: profiles.Default(), Registry: metrics.Builtin()}
	f.Fuzz(func(t *testing.T, name string, data []byte) {
		record := s.Score(t.Context(), Item{ID: name, Take: func() *analyze.Submission { return analyze.FromFile(name, data, analyze.Options{}) }})
		if record.Status == reports.StatusInfraError {
			t.Fatal(record.Reason)
		}
		if record.ID == "" {
			t.Fatal("a record without a name")
		}
		checkSchema(t, record)
		if record.Total == nil {
			return
		}
		account, err := reports.Explain(&record)
		if err != nil {
			t.Fatal(err)
		}
		sum := account.Total
		for _, l := range account.Losses {
			sum += l.Cents
		}
		if sum != 10_000 {
			t.Errorf("total and losses make %d hundredths", sum)
		}
	})
}

// idle is an engine that does nothing: what is looked for is on the way to it and behind it.
type idle struct{}

func (idle) Name() string         { return "idle" }
func (idle) Version() string      { return "1" }
func (idle) FuelSchedule() string { return "idle/1" }
func (idle) Run(ctx context.Context, p *interp.Program, h *interp.Host, l interp.Limits) *interp.Outcome {
	return &interp.Outcome{Step: len(p.Steps), Fuel: 1}
}
