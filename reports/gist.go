package reports

// Gist is what a summary needs to know of a record: a batch counts records without taking their JSON apart.
type Gist struct {
	ID         string     `json:"id"`
	Task       string     `json:"t,omitempty"`
	Status     string     `json:"s"`
	Grade      string     `json:"g,omitempty"`
	Total      *float64   `json:"v,omitempty"`
	Categories []GistPart `json:"c,omitempty"`
	Cause      string     `json:"w,omitempty"` // why it did not do what was asked; "" where it did
	Outcome    string     `json:"o,omitempty"` // how the run ended; "" without one
	Cases      *CaseCount `json:"k,omitempty"`
	Gates      int        `json:"x,omitempty"`
	Fuel       uint64     `json:"f,omitempty"`
	Runs       *GistRuns  `json:"r,omitempty"`
}

// GistPart is a category with its score, nil where that is not known.
type GistPart struct {
	ID    string   `json:"i"`
	Score *float64 `json:"v,omitempty"`
}

// GistRuns is what several runs showed.
type GistRuns struct {
	N     int      `json:"n"`
	Mean  *float64 `json:"m,omitempty"`
	SD    float64  `json:"d,omitempty"`
	Pass  int      `json:"p,omitempty"`
	Fail  int      `json:"f,omitempty"`
	Flaky int      `json:"y,omitempty"`
	None  int      `json:"u,omitempty"`
}

// GistOf is the gist of a record.
func GistOf(s *Submission) *Gist {
	g := &Gist{ID: s.ID, Task: s.Task, Status: s.Status, Grade: s.Grade, Cause: shortfall(s), Gates: len(s.Gates)}
	if s.Total != nil {
		g.Total = s.Total.Value
	}
	g.Categories = make([]GistPart, len(s.Categories))
	for i := range s.Categories {
		c := &s.Categories[i]
		g.Categories[i].ID = c.ID
		if c.Score != nil {
			g.Categories[i].Score = c.Score.Value
		}
	}
	if r := s.Run; r != nil {
		g.Outcome, g.Fuel = r.Status, r.Fuel
		for _, c := range r.Cases {
			if g.Cases == nil {
				g.Cases = &CaseCount{}
			}
			switch c.Verdict {
			case "passed":
				g.Cases.Passed++
			case "failed":
				g.Cases.Failed++
			default:
				g.Cases.Unavailable++
			}
		}
	}
	if r := s.Runs; r != nil {
		g.Runs = &GistRuns{N: r.N}
		if r.Total != nil {
			g.Runs.Mean, g.Runs.SD = &r.Total.Mean, r.Total.SD
		}
		for _, c := range r.Cases {
			switch c.Standing {
			case "stable_pass":
				g.Runs.Pass++
			case "stable_fail":
				g.Runs.Fail++
			case "flaky":
				g.Runs.Flaky++
			default:
				g.Runs.None++
			}
		}
	}
	return g
}
