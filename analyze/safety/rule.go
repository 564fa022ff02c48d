package safety

import (
	"fmt"

	"github.com/assay-score/assay/interp/syntax"
)

// RuleSet names the rules and their version. It is raised whenever the same source can yield other findings; reports
// compare only within one rule set.
const RuleSet = "rules/2"

// Rule looks for one forbidden thing.
type Rule struct {
	ID         string // "SAF101": stable, never reused
	Slug       string // "exec_call": names its file and its testdata
	Title      string // a few words: what is found
	Severity   Severity
	Confidence Confidence
	CWE        int      // of cwe.mitre.org; 0 for none
	Bandit     []string // equivalent checks of bandit, wholly or in part
	Ruff       []string // the same of ruff
	Doc        string   // a paragraph: what is flagged, what is not, why it is a danger
	Fix        string   // one sentence: what to write instead

	// The hooks: each is called for every node of its kind, in the order of the source. A rule sets those that it needs.
	Module func(*Pass)
	// Reference is called for every expression that stands for something known, once for each thing that it may stand
	// for: "os.system" for os.system, for a name bound to it, for getattr(os, "sys" + "tem").
	Reference func(p *Pass, e syntax.Expr, path string)
	Call      func(*Pass, *syntax.Call)
	Attribute func(*Pass, *syntax.Attribute)
	Name      func(*Pass, *syntax.Name) // read, bound or deleted
	BinOp     func(*Pass, *syntax.BinOp)
	Bind      func(*Pass, *Assignment)
	While     func(*Pass, *syntax.While)
	Raise     func(*Pass, *syntax.Raise)
	Handler   func(*Pass, *syntax.ExceptHandler)
	Text      func(p *Pass, c *syntax.Constant) // of kind Str or Bytes, docstrings left out
	String    func(p *Pass, c *syntax.Constant) // of kind Str, docstrings too
	Joined    func(*Pass, *syntax.JoinedStr)
	Pattern   func(*Pass, *syntax.MatchClass)
	Function  func(*Pass, *syntax.FunctionDef) // async too
	Assert    func(*Pass, *syntax.Assert)
	Compare   func(*Pass, *syntax.Compare)
	Display   func(*Pass, *syntax.Dict)
}

// Assignment is one target that is bound or deleted, whatever the statement.
type Assignment struct {
	Target syntax.Expr
	Value  syntax.Expr // nil where the value is not an expression of the program: a loop, a with, a deletion
	Stmt   syntax.Stmt
}

// Options say how a module is checked. The zero value checks under the policy sandbox.
type Options struct {
	Policy Policy
	// Allowed are the modules that may be imported, by dotted name; nil for no list. What is in an allowed package is
	// allowed too.
	Allowed map[string]bool
	// Own are the top-level modules of the submission itself, which may always be imported.
	Own map[string]bool
	// Unsuppressed has comments suppress nothing.
	Unsuppressed bool
}

// Policy says which rules apply, and how much.
type Policy uint8

// The policies.
const (
	// Sandbox has the SAF rules: the program must stay inside.
	Sandbox Policy = iota
	// Benchmark has the TMP rules too: the program must not tamper with who judges it.
	Benchmark
	// Service has the SAF rules for a program that may use its machine: process, file and network rules only inform.
	Service
)

var policyNames = [...]string{"sandbox", "benchmark", "service"}

// String is the name used in profiles and reports.
func (p Policy) String() string { return policyNames[p] }

// ParsePolicy is the policy of a name.
func ParsePolicy(name string) (Policy, error) {
	for i, n := range policyNames {
		if n == name {
			return Policy(i), nil
		}
	}
	return 0, fmt.Errorf("unknown policy %q: one of %v", name, policyNames)
}

// applies reports whether a rule takes part under the policy.
func (p Policy) applies(r *Rule) bool { return r.ID[:3] != "TMP" || p == Benchmark }

// severity is how bad a finding is under the policy.
func (p Policy) severity(r *Rule, s Severity) Severity {
	if p == Service && (r.ID[:4] == "SAF4" || r.ID == "SAF701" || r.ID == "SAF711") {
		return Info
	}
	return s
}
