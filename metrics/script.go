package metrics

import (
	"context"
	"encoding/json"
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/assay-score/assay/analyze"
	"github.com/assay-score/assay/analyze/facts"
	"github.com/assay-score/assay/interp"
	"github.com/assay-score/assay/interp/source"
	"github.com/assay-score/assay/schemas"
)

// A script metric is a Python file that defines measure(evidence). It runs in the same sandbox as submissions do, under
// fuel: it sees no file and no clock, and what it costs is bounded. evidence is a dict of plain values, see [View];
// measure answers with a number, with None where the question does not arise, or with a dict as described by
// schemas/metric.schema.json under "result". Any other answer is refused with a JSON pointer and never scored.

// scriptLimits bound the run of a script metric.
var scriptLimits = interp.Limits{Fuel: 200_000_000, Memory: 128 << 20, Output: 4 << 20}

// maxViewText bounds the bytes of source that a script metric is shown.
const maxViewText = 1 << 20

// NewScript makes a metric of the text of a Python file, to be run by an engine. The declaration says everything else
// about it.
func NewScript(m Metric, name, text string, engine interp.Engine) (*Metric, error) {
	if engine == nil {
		return nil, fmt.Errorf("there is no engine to run %s", name)
	}
	m.Cost = RunCost
	m.Measure = func(ev *analyze.Evidence) Value { return runScript(ev, name, text, engine) }
	return &m, nil
}

// scriptAnswer writes what measure gave as JSON. It needs nothing but the core of the language.
const scriptAnswer = `
def __text(s):
    out = []
    for c in s:
        n = ord(c)
        if c == '"' or c == '\\':
            out.append('\\' + c)
        elif n < 32 or n > 126:
            if n > 65535:
                n = n - 65536
                out.append('\\u' + __hex(55296 + n // 1024) + '\\u' + __hex(56320 + n % 1024))
            else:
                out.append('\\u' + __hex(n))
        else:
            out.append(c)
    return '"' + ''.join(out) + '"'

def __hex(n):
    digits = '0123456789abcdef'
    return digits[n // 4096 % 16] + digits[n // 256 % 16] + digits[n // 16 % 16] + digits[n % 16]

def __json(v, depth):
    if depth > 6:
        raise ValueError('the answer is nested too deep')
    if v is None:
        return 'null'
    if v is True:
        return 'true'
    if v is False:
        return 'false'
    if isinstance(v, str):
        return __text(v)
    if isinstance(v, int):
        return str(v)
    if isinstance(v, float):
        if v != v or v - v != 0:
            return '"not a finite number"'
        return repr(v)
    if isinstance(v, dict):
        return '{' + ','.join([__text(str(k)) + ':' + __json(v[k], depth + 1) for k in v]) + '}'
    if isinstance(v, (list, tuple)):
        return '[' + ','.join([__json(x, depth + 1) for x in v]) + ']'
    raise TypeError('the answer holds a ' + type(v).__name__)

__answer = measure(evidence)
print()
print(__json(__answer, 0))
`

func runScript(ev *analyze.Evidence, name, text string, engine interp.Engine) Value {
	var view strings.Builder
	view.WriteString("evidence = ")
	pythonLiteral(&view, View(ev))
	view.WriteByte('\n')
	program := &interp.Program{Steps: []interp.Step{
		{Kind: interp.RunMain, Source: source.NewFile("evidence.py", view.String()), Label: "evidence"},
		{Kind: interp.RunMain, Source: source.NewFile(name, text), Label: name},
		{Kind: interp.RunMain, Source: source.NewFile("answer.py", scriptAnswer), Label: "answer"},
	}}
	o := engine.Run(context.Background(), program, &interp.Host{}, scriptLimits.OrDefault())
	if o.Status != interp.OK {
		why := o.Status.String()
		switch {
		case o.Exception != nil:
			why = o.Exception.Error()
		case o.Detail != "":
			why = o.Detail
		case o.Diagnostic != nil:
			why = o.Diagnostic.Message
		}
		return unavailable(name + ": " + oneLine(why))
	}
	lines := strings.Split(strings.TrimRight(string(o.Stdout), "\n"), "\n")
	return parseResult(name, lines[len(lines)-1])
}

// parseResult reads what a metric answered, and refuses what is not as the schema says.
func parseResult(name, text string) Value {
	value, err := schemas.Decode([]byte(text))
	if err != nil {
		return unavailable(name + ": the answer is no JSON: " + oneLine(err.Error()))
	}
	switch value.(type) {
	case nil:
		return notApplicable(name + " has no answer to this submission")
	case map[string]any:
	default:
		value = map[string]any{"value": value}
	}
	if err := schemas.ValidatePart("metric", "result", value); err != nil {
		return unavailable(name + ": the answer is refused at " + oneLine(err.Error()))
	}
	var r struct {
		State  string
		Value  float64
		Reason string
		Units  []struct {
			Name   string
			File   string
			Line   int
			Value  float64
			Weight float64
		}
		Lines []struct {
			File   string
			Line   int
			Column int
			Amount float64
			Text   string
		}
	}
	canonical, err := json.Marshal(value)
	if err == nil {
		err = json.Unmarshal(canonical, &r)
	}
	if err != nil {
		return unavailable(name + ": the answer is refused: " + oneLine(err.Error()))
	}
	v := Value{Number: r.Value, Reason: r.Reason}
	switch r.State {
	case stateNames[NotApplicable]:
		v = notApplicable(r.Reason)
	case stateNames[NotAvailable]:
		v = unavailable(r.Reason)
	}
	if v.State == Measured {
		v.Reason = ""
		for _, u := range r.Units {
			v.Units = append(v.Units, Unit(u))
		}
		for _, l := range r.Lines {
			v.Lines = append(v.Lines, Line(l))
		}
	}
	return v
}

// View is what a script metric is shown of the evidence, as plain values:
//
//	files: [{path, text, lines, code, comments, docstrings, blank, statements}], those that parse; text is "" where it is long
//	functions: [{file, name, line, statements, cyclomatic, cognitive, nesting, parameters, returns, public}]
//	imports: [{file, line, module, name}]
//	findings: [{rule, severity, confidence, file, line, suppressed}]
//	invalid: [path]
//	entry_point: the name that the task requires, or ""
//	run: None, or {status, fuel, memory, passed, failed, unavailable}
//	reference: the same of the reference solution
func View(ev *analyze.Evidence) map[string]any {
	files, functions, imports, findings, invalid := []any{}, []any{}, []any{}, []any{}, []any{}
	room := maxViewText
	for _, m := range ev.Modules {
		n := facts.Lines.Of(m)
		text := m.Tree.File.Text
		if len(text) > room {
			text = ""
		}
		room -= len(text)
		files = append(files, map[string]any{"path": m.Path, "text": text, "lines": n.Lines, "code": n.Code, "comments": n.Comment,
			"docstrings": n.Docstring, "blank": n.Blank, "statements": facts.Size.Of(m)})
		functions = append(functions, viewFunctions(m)...)
		for _, i := range facts.Imports.Of(m) {
			imports = append(imports, map[string]any{"file": m.Path, "line": i.Line, "module": i.Module, "name": i.Name})
		}
	}
	for _, f := range ev.Findings {
		findings = append(findings, map[string]any{"rule": f.Rule, "severity": f.Severity.String(), "confidence": f.Confidence.String(),
			"file": f.File.Name, "line": f.File.Position(f.Span.From).Line, "suppressed": f.Suppressed != ""})
	}
	for _, f := range ev.Invalid {
		invalid = append(invalid, f.File.Name)
	}
	return map[string]any{"files": files, "functions": functions, "imports": imports, "findings": findings, "invalid": invalid,
		"entry_point": ev.EntryPoint, "run": viewRun(ev.Run), "reference": viewRun(ev.Reference)}
}

func viewFunctions(m *facts.Module) []any {
	numbers := map[*facts.Function]map[string]any{}
	var out []any
	for _, f := range facts.Definitions.Of(m).Functions {
		n := map[string]any{"file": m.Path, "name": f.Name, "line": f.Line, "statements": f.Statements, "public": f.Public()}
		numbers[f] = n
		out = append(out, n)
	}
	for _, c := range []struct {
		name string
		fact *facts.Fact[[]*facts.Counted]
	}{{"cyclomatic", facts.Cyclomatic}, {"cognitive", facts.Cognitive}, {"nesting", facts.Nesting}, {"parameters", facts.Parameters}, {"returns", facts.Returns}} {
		for _, counted := range c.fact.Of(m) {
			if n := numbers[counted.Function]; n != nil {
				n[c.name] = counted.Value
			}
		}
	}
	return out
}

func viewRun(run *analyze.RunEvidence) any {
	if run == nil || run.Outcome == nil {
		return nil
	}
	counts := map[analyze.Verdict]int{}
	for _, c := range run.Cases {
		counts[c.Verdict]++
	}
	return map[string]any{"status": run.Outcome.Status.String(), "fuel": int(min(run.Outcome.Fuel, math.MaxInt64)), "memory": int(min(run.Outcome.PeakMemory, math.MaxInt64)),
		"passed": counts[analyze.Passed], "failed": counts[analyze.Failed], "unavailable": counts[analyze.Unavailable]}
}

// viewKeys are the keys of the view's dicts in the order in which they are written: a map has none.
var viewKeys = []string{"files", "functions", "imports", "findings", "invalid", "entry_point", "run", "reference",
	"path", "text", "lines", "code", "comments", "docstrings", "blank", "file", "name", "line", "module", "public",
	"statements", "cyclomatic", "cognitive", "nesting", "parameters", "returns", "rule", "severity", "confidence", "suppressed",
	"status", "fuel", "memory", "passed", "failed", "unavailable"}

// pythonLiteral writes plain values as Python source.
func pythonLiteral(b *strings.Builder, v any) {
	switch v := v.(type) {
	case nil:
		b.WriteString("None")
	case bool:
		b.WriteString(map[bool]string{true: "True", false: "False"}[v])
	case int:
		b.WriteString(strconv.Itoa(v))
	case string:
		pythonText(b, v)
	case []any:
		b.WriteByte('[')
		for _, item := range v {
			pythonLiteral(b, item)
			b.WriteString(",\n")
		}
		b.WriteByte(']')
	case map[string]any:
		b.WriteByte('{')
		for _, key := range viewKeys {
			if item, ok := v[key]; ok {
				pythonText(b, key)
				b.WriteString(": ")
				pythonLiteral(b, item)
				b.WriteString(", ")
			}
		}
		b.WriteByte('}')
	}
}

func pythonText(b *strings.Builder, s string) {
	b.WriteByte('\'')
	for _, r := range s {
		switch {
		case r == '\'' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r == '\n':
			b.WriteString("\\n")
		case r < ' ' || r == 0x7f:
			fmt.Fprintf(b, "\\x%02x", r)
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('\'')
}
