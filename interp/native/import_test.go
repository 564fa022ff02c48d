package native_test

import (
	"fmt"
	"runtime"
	"strings"
	"testing"

	"github.com/assay-score/assay/interp"
	"github.com/assay-score/assay/interp/native"
)

// BenchmarkTenModules is a fresh interpreter that imports ten modules, and does no more.
func BenchmarkTenModules(b *testing.B) {
	for name, modules := range map[string]string{
		"hot":    "json, re, math, random, collections, itertools, functools, datetime, dataclasses, typing",
		"common": "os, sys, enum, string, abc, contextlib, time, copy, heapq, operator",
	} {
		b.Run(name, func(b *testing.B) { benchmarkImport(b, modules) })
	}
}

// BenchmarkImport is a fresh interpreter that imports one module, for each of those that programs import most.
func BenchmarkImport(b *testing.B) {
	for _, name := range strings.Fields(`json re math random collections itertools functools datetime dataclasses typing os sys enum string abc contextlib
		time copy heapq operator bisect statistics fractions decimal io collections.abc types unittest asyncio threading logging argparse pathlib textwrap
		csv hashlib pprint traceback warnings inspect ast uuid`) {
		b.Run(name, func(b *testing.B) { benchmarkImport(b, name) })
	}
}

func benchmarkImport(b *testing.B, modules string) {
	ballast := native.Ballast() // as score has
	defer runtime.KeepAlive(ballast)
	b.ReportAllocs()
	var out *interp.Outcome
	for b.Loop() {
		if out = runText("a.py", fmt.Sprintf("import %s\n", modules), interp.Limits{}); out.Status != interp.OK {
			b.Fatal(out.Status, out.Exception)
		}
	}
	b.ReportMetric(float64(out.Fuel), "fuel")
}
