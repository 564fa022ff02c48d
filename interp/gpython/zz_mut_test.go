package gpython

import (
	"context"
	"fmt"
	"math/rand"
	"os"
	"path/filepath"
	"regexp"
	"testing"
	"time"

	"github.com/assay-score/assay/interp"
	"github.com/assay-score/assay/interp/cpython/programs"
)

func TestZZMut(t *testing.T) {
	var toks []string
	var srcs [][]string
	re := regexp.MustCompile(`(?s)'[^'\n]*'|"[^"\n]*"|\w+|\n *|[^\w\s]| +`)
	files, _ := filepath.Glob("testdata/same/*.py")
	add := func(s string) {
		x := re.FindAllString(s, -1)
		srcs = append(srcs, x)
		toks = append(toks, x...)
	}
	for _, f := range files {
		b, _ := os.ReadFile(f)
		add(string(b))
	}
	corpus, _ := programs.Read(os.DirFS("../testdata"), "lang/*.txtar", "builtins/*.txtar", "types/*.txtar", "stdlib/*.txtar", "limits/*.txtar")
	for i := range corpus {
		if len(corpus[i].Text()) < 3000 { add(corpus[i].Text()) }
	}
	rng := rand.New(rand.NewSource(time.Now().UnixNano()))
	e := New()
	st := map[string]int{}
	end := time.Now().Add(100 * time.Second)
	for time.Now().Before(end) {
		src := append([]string(nil), srcs[rng.Intn(len(srcs))]...)
		if len(src) == 0 { continue }
		if len(src) > 400 { k := rng.Intn(len(src)-300); src = src[k:k+300] }
		for k := rng.Intn(12); k >= 0; k-- {
			i := rng.Intn(len(src))
			wordRe := regexp.MustCompile(`^[A-Za-z0-9_'"]`)
			if wordRe.MatchString(src[i]) {
				for {
					w := toks[rng.Intn(len(toks))]
					if wordRe.MatchString(w) && len(w) < 40 { src[i] = w; break }
				}
				continue
			}
			if rng.Intn(10) > 0 { continue }
			switch rng.Intn(3) {
			case 0:
				src[i] = toks[rng.Intn(len(toks))]
			case 1:
				src = append(src[:i], src[i+1:]...)
				if len(src) == 0 { src = []string{"x"} }
			case 2:
				j := rng.Intn(len(src))
				src[i], src[j] = src[j], src[i]
			}
		}
		text := ""
		for _, s := range src {
			text += s
		}
		done := make(chan *interp.Outcome, 1)
		t0 := time.Now()
		go func() {
			done <- e.Run(context.Background(), program(text), nil, interp.Limits{Fuel: 200_000, Memory: 4 << 20, Wall: 20 * time.Second})
		}()
		select {
		case o := <-done:
			st[o.Status.String()]++
			if o.Status == interp.FaultOfOurs {
				os.WriteFile(fmt.Sprintf("/work/tmp/gpython/fault%d.py", st["fault"]), []byte(text), 0o644)
				fmt.Println("FAULT", o.Detail, o.Line)
			}
			if d := time.Since(t0); d > 500*time.Millisecond {
				fmt.Println("SLOW", d, o.Status, o.Fuel)
				os.WriteFile("/work/tmp/gpython/slow.py", []byte(text), 0o644)
			}
		case <-time.After(25 * time.Second):
			os.WriteFile("/work/tmp/gpython/hang.py", []byte(text), 0o644)
			t.Fatal("HANG")
		}
	}
	fmt.Println(st)
}
