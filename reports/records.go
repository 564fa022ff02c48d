package reports

// Records are the submissions of a report that is too long to hold in memory, to be read from the beginning any number
// of times.
type Records interface {
	// Each calls a function with one record after another. It ends at the first error, which it returns.
	Each(func(s *Submission) error) error
	// Texts is the same for the records as [MarshalLine] writes them. The text is good until the function returns.
	Texts(func(text []byte) error) error
}

// Collector makes a report of submissions that come one by one, in their order.
type Collector struct {
	sum   *summarizer
	kept  []Submission
	keep  bool
	gates int
}

// NewCollector makes a collector. Without keep it only counts, and the report's records come from elsewhere.
func NewCollector(keep bool) *Collector { return &Collector{sum: newSummarizer(), keep: keep} }

// Add takes the next submission.
func (c *Collector) Add(s *Submission) {
	c.Note(GistOf(s))
	if c.keep {
		c.kept = append(c.kept, *s)
	}
}

// Note counts the next submission, whose record is kept elsewhere.
func (c *Collector) Note(g *Gist) {
	c.sum.add(g)
	c.gates += g.Gates
}

// Gates is how many gates closed.
func (c *Collector) Gates() int { return c.gates }

// Count is how many there were so far.
func (c *Collector) Count() int { return c.sum.sum.Submissions }

// Report is the report of what was collected. stored holds the records where the collector does not keep them.
func (c *Collector) Report(kind string, p Provenance, stored Records) *Report {
	r := &Report{SpecVersion: SpecVersion, Kind: kind, Provenance: p, Summary: c.sum.summary(), Submissions: c.kept, stored: stored}
	if r.Submissions == nil {
		r.Submissions = []Submission{}
	}
	return r
}

// texts calls a function with the JSON of each record, on one line, in their order.
func (r *Report) texts(f func(i int, text []byte) error) error {
	i := -1
	if r.stored != nil {
		return r.stored.Texts(func(text []byte) error {
			i++
			return f(i, text)
		})
	}
	for i := range r.Submissions {
		text, err := MarshalLine(&r.Submissions[i])
		if err == nil {
			err = f(i, text)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// Each calls a function with the number, from 0, and the record of each submission, in their order. It ends at the first
// error, which it returns.
func (r *Report) Each(f func(i int, s *Submission) error) error {
	if r.stored == nil {
		for i := range r.Submissions {
			if err := f(i, &r.Submissions[i]); err != nil {
				return err
			}
		}
		return nil
	}
	i := -1
	return r.stored.Each(func(s *Submission) error {
		i++
		return f(i, s)
	})
}
