package reports

// The fields of each record in their order, as the tags of its struct have them.

func (e *encoder) submission(s *Submission) {
	e.open()
	e.text("id", s.ID)
	e.textIf("task", s.Task)
	e.text("kind", s.Kind)
	e.textIf("digest", s.Digest)
	e.text("status", s.Status)
	e.textIf("reason", s.Reason)
	e.score("total", s.Total)
	e.textIf("grade", s.Grade)
	e.truth("ranked", s.Ranked)
	if c := s.Canonical; c != nil {
		e.name("canonical")
		e.open()
		e.text("profile", c.Profile)
		e.text("status", c.Status)
		e.score("total", c.Total)
		e.textIf("grade", c.Grade)
		e.truth("ranked", c.Ranked)
		e.close()
	}
	listIf(e, "gates", s.Gates, (*encoder).gate)
	listIf(e, "categories", s.Categories, (*encoder).category)
	listIf(e, "files", s.Files, (*encoder).file)
	listIf(e, "findings", s.Findings, (*encoder).finding)
	listIf(e, "notes", s.Notes, (*encoder).note)
	listIf(e, "diagnostics", s.Diagnostics, (*encoder).diagnostic)
	if s.Run != nil {
		e.run(s.Run)
	}
	if s.Runs != nil {
		e.rare("runs", s.Runs)
	}
	if s.Omitted != nil {
		e.rare("omitted", s.Omitted)
	}
	e.close()
}

func (e *encoder) score(key string, s *Score) {
	e.name(key)
	if s == nil {
		e.null()
		return
	}
	e.open()
	e.maybe("value", s.Value)
	e.number("low", s.Low)
	e.number("high", s.High)
	e.close()
}

func (e *encoder) gate(g *Gate) {
	e.open()
	e.text("id", g.ID)
	e.text("reason", g.Reason)
	e.number("cap", g.Cap)
	e.number("lost", g.Lost)
	e.close()
}

func (e *encoder) category(c *Category) {
	e.open()
	e.text("id", c.ID)
	e.text("title", c.Title)
	e.text("state", c.State)
	e.textIf("reason", c.Reason)
	e.number("weight", c.Weight)
	e.number("share", c.Share)
	e.score("score", c.Score)
	e.number("points", c.Points)
	list(e, "metrics", c.Metrics, (*encoder).metric)
	e.close()
}

func (e *encoder) metric(m *Metric) {
	e.open()
	e.text("id", m.ID)
	e.text("state", m.State)
	e.textIf("reason", m.Reason)
	e.number("weight", m.Weight)
	e.number("share", m.Share)
	e.maybe("value", m.Value)
	e.text("unit", m.Unit)
	e.score("score", m.Score)
	e.number("lost", m.Lost)
	listIf(e, "lines", m.Lines, (*encoder).line)
	e.close()
}

func (e *encoder) line(l *Line) {
	e.open()
	e.text("file", l.File)
	e.int("line", l.Line)
	e.int("column", l.Column)
	e.number("points", l.Points)
	e.text("text", l.Text)
	e.textIf("excerpt", l.Excerpt)
	e.close()
}

func (e *encoder) file(f *File) {
	e.open()
	e.text("path", f.Path)
	e.int("lines", f.Lines)
	e.truth("valid", f.Valid)
	e.textIf("text", f.Text)
	e.close()
}

func (e *encoder) finding(f *Finding) {
	e.open()
	e.text("rule", f.Rule)
	e.text("severity", f.Severity)
	e.text("confidence", f.Confidence)
	e.intIf("cwe", f.CWE)
	e.text("file", f.File)
	e.int("line", f.Line)
	e.int("column", f.Column)
	e.int("end_line", f.EndLine)
	e.int("end_column", f.EndColumn)
	e.text("excerpt", f.Excerpt)
	e.textIf("value", f.Value)
	e.text("reason", f.Reason)
	e.textIf("fix", f.Fix)
	e.textIf("suppressed", f.Suppressed)
	e.close()
}

func (e *encoder) note(n *Note) {
	e.open()
	e.text("code", n.Code)
	e.textIf("file", n.File)
	e.intIf("line", n.Line)
	e.text("message", n.Message)
	e.close()
}

func (e *encoder) diagnostic(d *Diagnostic) {
	e.open()
	e.text("kind", d.Kind)
	e.text("file", d.File)
	e.int("line", d.Line)
	e.int("column", d.Column)
	e.text("message", d.Message)
	e.textIf("excerpt", d.Excerpt)
	e.close()
}

func (e *encoder) run(r *Run) {
	e.name("run")
	e.open()
	e.text("status", r.Status)
	e.textIf("detail", r.Detail)
	e.intIf("line", r.Line)
	if r.ExitCode != nil {
		e.int("exit_code", *r.ExitCode)
	}
	if x := r.Exception; x != nil {
		e.name("exception")
		e.open()
		e.text("type", x.Type)
		e.text("message", x.Message)
		listIf(e, "traceback", x.Traceback, (*encoder).frame)
		e.close()
	}
	e.uint("fuel", r.Fuel)
	e.uintIf("peak_memory_bytes", r.PeakMemory)
	e.textIf("stdout", r.Stdout)
	e.textIf("stderr", r.Stderr)
	e.truthIf("truncated", r.Truncated)
	listIf(e, "effects", r.Effects, (*encoder).effect)
	e.intIf("effects_dropped", r.EffectsDropped)
	listIf(e, "cases", r.Cases, (*encoder).testCase)
	listIf(e, "lines", r.Lines, (*encoder).lineRun)
	listIf(e, "functions", r.Functions, (*encoder).functionRun)
	e.close()
}

func (e *encoder) frame(f *Frame) {
	e.open()
	e.text("file", f.File)
	e.int("line", f.Line)
	e.text("function", f.Function)
	e.close()
}

func (e *encoder) effect(x *Effect) {
	e.open()
	e.text("kind", x.Kind)
	e.text("what", x.What)
	e.truth("denied", x.Denied)
	e.textIf("file", x.File)
	e.intIf("line", x.Line)
	e.close()
}

func (e *encoder) testCase(c *Case) {
	e.open()
	e.text("name", c.Name)
	e.text("verdict", c.Verdict)
	e.textIf("detail", c.Detail)
	e.intIf("line", c.Line)
	e.close()
}

func (e *encoder) lineRun(l *LineRun) {
	e.open()
	e.text("file", l.File)
	e.int("line", l.Line)
	if l.Count != nil {
		e.uint("count", *l.Count)
	}
	e.uint("fuel", l.Fuel)
	e.close()
}

func (e *encoder) functionRun(f *FunctionRun) {
	e.open()
	e.text("file", f.File)
	e.int("line", f.Line)
	e.text("name", f.Name)
	e.uint("calls", f.Calls)
	e.uint("fuel", f.Fuel)
	e.close()
}
