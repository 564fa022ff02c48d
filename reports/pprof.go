package reports

import (
	"fmt"
	"io"

	"github.com/google/pprof/profile"
)

// writePprof writes what lines spent as a profile for go tool pprof. A sample is a line of a function of a submission; the
// submission stands below it as the one that called, so that profiles of many can be told apart, and in a label.
func writePprof(w io.Writer, r *Report, _ Options) error {
	b := &profileBuilder{p: &profile.Profile{
		SampleType:        []*profile.ValueType{{Type: "fuel", Unit: "count"}, {Type: "reached", Unit: "count"}},
		PeriodType:        &profile.ValueType{Type: "fuel", Unit: "count"},
		Period:            1,
		DefaultSampleType: "fuel",
		Comments:          []string{r.Provenance.Tool, "engine " + r.Provenance.Engine + " " + r.Provenance.EngineVersion, "fuel " + r.Provenance.FuelSchedule},
	}, functions: map[functionKey]*profile.Function{}, locations: map[locationKey]*profile.Location{}}
	err := r.Each(func(_ int, s *Submission) error {
		b.submission(s)
		return nil
	})
	if err != nil {
		return err
	}
	if err := b.p.CheckValid(); err != nil {
		return fmt.Errorf("the profile is not valid, which is a fault of ours: %w", err)
	}
	return b.p.Write(w)
}

type functionKey struct {
	file, name string
	line       int
}

type locationKey struct {
	function *profile.Function
	line     int
}

type profileBuilder struct {
	p         *profile.Profile
	functions map[functionKey]*profile.Function
	locations map[locationKey]*profile.Location
}

func (b *profileBuilder) location(file, name string, start, line int) *profile.Location {
	fk := functionKey{file, name, start}
	f := b.functions[fk]
	if f == nil {
		f = &profile.Function{ID: uint64(len(b.p.Function) + 1), Name: name, SystemName: name, Filename: file, StartLine: int64(start)}
		b.functions[fk] = f
		b.p.Function = append(b.p.Function, f)
	}
	lk := locationKey{f, line}
	l := b.locations[lk]
	if l == nil {
		l = &profile.Location{ID: uint64(len(b.p.Location) + 1), Line: []profile.Line{{Function: f, Line: int64(line)}}}
		b.locations[lk] = l
		b.p.Location = append(b.p.Location, l)
	}
	return l
}

// submission adds a sample for each line that spent something. Which function a line is in follows from where functions
// begin: the last that begins at or before it. Of a run that recorded no lines there is one sample, with all it spent.
func (b *profileBuilder) submission(s *Submission) {
	if s.Run == nil {
		return
	}
	id := Inert(s.ID)
	root := b.location(id, id, 0, 0)
	labels := map[string][]string{"submission": {id}}
	add := func(fuel, count uint64, at ...*profile.Location) {
		b.p.Sample = append(b.p.Sample, &profile.Sample{Location: at, Value: []int64{int64(fuel), int64(count)}, Label: labels})
	}
	if len(s.Run.Lines) == 0 {
		if s.Run.Fuel > 0 {
			add(s.Run.Fuel, 0, root)
		}
		return
	}
	var seen uint64
	for _, l := range s.Run.Lines {
		if l.Fuel == 0 {
			continue
		}
		name, start := "<module>", 1
		for _, f := range s.Run.Functions { // by file and line
			if f.File == l.File && f.Line <= l.Line && f.Line >= start && f.Name != "<module>" {
				name, start = f.Name, f.Line
			}
		}
		count := uint64(0)
		if l.Count != nil {
			count = *l.Count
		}
		seen += l.Fuel
		add(l.Fuel, count, b.location(Inert(location(s, l.File)), Inert(name), start, l.Line), root)
	}
	if s.Run.Fuel > seen { // what no line of the program is to blame for: starting, compiling, the tests
		add(s.Run.Fuel-seen, 0, b.location("", "<engine>", 0, 0), root)
	}
}
