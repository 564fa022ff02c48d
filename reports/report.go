package reports

// SpecVersion is the version of the report document. Its second number is raised when something is added that older
// readers do not know, its first when a reader would have to change. Reports of every version that the schema lists are
// still read: 1.0 had neither source texts, runs, shards nor profiles of runs.
const SpecVersion = "1.1"

// Report is one document: a single run or a batch.
type Report struct {
	SpecVersion string       `json:"spec_version"`
	Kind        string       `json:"kind"` // "run" or "batch"
	Provenance  Provenance   `json:"provenance"`
	Summary     Summary      `json:"summary"`
	Submissions []Submission `json:"submissions"`
	// Problems are input lines that gave no submission: unknown task ids, malformed JSON.
	Problems []Problem `json:"problems,omitempty"`
	// Missing are the ids of tasks that no submission answers.
	Missing  []string  `json:"missing,omitempty"`
	Shard    *Shard    `json:"shard,omitempty"`   // a part of a batch, to be merged with the others
	Partial  *Partial  `json:"partial,omitempty"` // the batch was interrupted
	HostInfo *HostInfo `json:"host_info,omitempty"`

	// stored are the records of a report that is too long to hold; Submissions is empty then.
	stored Records
}

// Shard says which part of a batch a report is: of every Count submissions, the one at Index, counted from 1.
type Shard struct {
	Index int `json:"index"`
	Count int `json:"count"`
}

// Partial says that a batch was interrupted and how far it had come.
type Partial struct {
	Done int `json:"done"`
	Of   int `json:"of"`
}

// Provenance says by what the numbers were made. Two reports compare only where it matches.
type Provenance struct {
	Tool          string  `json:"tool"` // "score 0.1.0"
	Engine        string  `json:"engine"`
	EngineVersion string  `json:"engine_version"`
	FuelSchedule  string  `json:"fuel_schedule"`
	Scale         string  `json:"scale"`
	ScaleDigest   string  `json:"scale_digest,omitempty"`
	RuleSet       string  `json:"rule_set"`
	RuleSetDigest string  `json:"rule_set_digest,omitempty"`
	TargetPython  string  `json:"target_python"`
	Profile       Profile `json:"profile"`
	Suite         *Suite  `json:"suite,omitempty"`
	Seed          uint64  `json:"seed"`
	Limits        Limits  `json:"limits"`
}

// Profile identifies the profile that judged.
type Profile struct {
	ID      string `json:"id"`
	Version int    `json:"version"`
	Digest  string `json:"digest"`
}

// Suite identifies the suite of tasks.
type Suite struct {
	Name   string `json:"name"`
	Digest string `json:"digest"`
	Tasks  int    `json:"tasks"`
}

// Limits are the budgets of each run.
type Limits struct {
	Fuel       uint64 `json:"fuel"`
	Memory     uint64 `json:"memory_bytes"`
	Recursion  int    `json:"recursion"`
	WallMillis int64  `json:"wall_ms"`
	Output     uint64 `json:"output_bytes"`
}

// Summary counts the submissions of a report.
type Summary struct {
	Submissions int            `json:"submissions"`
	Scored      int            `json:"scored"`
	Incomplete  int            `json:"incomplete"`
	Refused     int            `json:"refused"`
	InfraErrors int            `json:"infra_errors"`
	Mean        *float64       `json:"mean"` // of the totals of the scored; null where there is none
	Median      *float64       `json:"median"`
	Grades      []GradeCount   `json:"grades"`          // A to F
	Unranked    int            `json:"unranked"`        // scored, but a gate took the letter away
	Outcomes    []OutcomeCount `json:"outcomes"`        // how runs ended, by status in fixed order
	Cases       *CaseCount     `json:"cases,omitempty"` // over all submissions with a task
	Categories  []CategoryMean `json:"categories"`      // in the profile's order
	// Causes are why runs did not end well or cases did not pass, most frequent first, at most MaxCauses.
	Causes []Cause      `json:"causes,omitempty"`
	Runs   *RunsSummary `json:"runs,omitempty"` // where submissions were run several times
}

// RunsSummary says how far the runs of submissions that were run several times agree.
type RunsSummary struct {
	N           int     `json:"n"`
	Total       *Spread `json:"total"`  // of the submissions' means; null where there is none
	Within      *Spread `json:"within"` // of the submissions' deviations over their own runs
	StablePass  int     `json:"stable_pass"`
	StableFail  int     `json:"stable_fail"`
	Flaky       int     `json:"flaky"`
	Unavailable int     `json:"unavailable"`
}

// MaxCauses bounds the causes of a summary.
const MaxCauses = 50

// Cause is one way in which submissions fell short, with how many did and the first of them.
type Cause struct {
	Cause string `json:"cause"` // "raised TypeError", "limit:fuel", "unsupported: f-string"
	Count int    `json:"count"`
	First string `json:"first"` // id of the first submission
}

// GradeCount is how many submissions got a letter.
type GradeCount struct {
	Grade string `json:"grade"`
	Count int    `json:"count"`
}

// OutcomeCount is how many runs ended in a way.
type OutcomeCount struct {
	Status string `json:"status"`
	Count  int    `json:"count"`
}

// CaseCount counts test cases by verdict.
type CaseCount struct {
	Passed      int `json:"passed"`
	Failed      int `json:"failed"`
	Unavailable int `json:"unavailable"`
}

// CategoryMean is the mean of a category over the submissions in which it counted.
type CategoryMean struct {
	ID    string   `json:"id"`
	Mean  *float64 `json:"mean"`
	Count int      `json:"count"`
}

// Submission is one scorecard with its evidence.
type Submission struct {
	ID     string `json:"id"`
	Task   string `json:"task,omitempty"`
	Kind   string `json:"kind"`
	Digest string `json:"digest,omitempty"`
	// Status is "scored", "incomplete", "refused" (not taken in) or "infra_error" (a fault of ours: never scored).
	Status      string       `json:"status"`
	Reason      string       `json:"reason,omitempty"` // one line for the last two
	Total       *Score       `json:"total"`            // null unless scored or incomplete
	Grade       string       `json:"grade,omitempty"`
	Ranked      bool         `json:"ranked"`
	Canonical   *Canonical   `json:"canonical,omitempty"` // where another profile than the default one judged
	Gates       []Gate       `json:"gates,omitempty"`
	Categories  []Category   `json:"categories,omitempty"`
	Files       []File       `json:"files,omitempty"`
	Findings    []Finding    `json:"findings,omitempty"` // at most MaxFindings, by file, line and rule
	Notes       []Note       `json:"notes,omitempty"`    // at most MaxNotes, in the order of taking in
	Diagnostics []Diagnostic `json:"diagnostics,omitempty"`
	Run         *Run         `json:"run,omitempty"`
	Runs        *Runs        `json:"runs,omitempty"` // what several runs showed together
	// Omitted counts what the bounds left out, by list.
	Omitted *Omitted `json:"omitted,omitempty"`
}

// Canonical is what the default profile makes of a submission that another one judged.
type Canonical struct {
	Profile string `json:"profile"` // "default/2"
	Status  string `json:"status"`
	Total   *Score `json:"total"`
	Grade   string `json:"grade,omitempty"`
	Ranked  bool   `json:"ranked"`
}

// What a report keeps of lists whose length a submission controls.
const (
	MaxFiles       = 200
	MaxFindings    = 100
	MaxNotes       = 50
	MaxDiagnostics = 20
	MaxEffects     = 50
	MaxCases       = 1000
	MaxTraceback   = 40 // frames, half of them the outermost
	MaxRunLines    = 2000
	MaxFunctions   = 200
	MaxText        = 500 // characters of a message, name or excerpt
)

// Omitted is how many entries of a submission's lists a report leaves out.
type Omitted struct {
	Files       int `json:"files,omitempty"`
	Findings    int `json:"findings,omitempty"`
	Notes       int `json:"notes,omitempty"`
	Diagnostics int `json:"diagnostics,omitempty"`
	Frames      int `json:"frames,omitempty"`
	Cases       int `json:"cases,omitempty"`
	RunLines    int `json:"run_lines,omitempty"`
	Functions   int `json:"functions,omitempty"`
}

// Score is a number from 0 to 100, rounded to two decimals, or an interval (value null).
type Score struct {
	Value *float64 `json:"value"`
	Low   float64  `json:"low"`
	High  float64  `json:"high"`
}

// Gate is a rule that capped the total.
type Gate struct {
	ID     string  `json:"id"`
	Reason string  `json:"reason"`
	Cap    float64 `json:"cap"`
	Lost   float64 `json:"lost"`
}

// Category is one category's score and what it was made of.
type Category struct {
	ID      string   `json:"id"`
	Title   string   `json:"title"`
	State   string   `json:"state"`
	Reason  string   `json:"reason,omitempty"`
	Weight  float64  `json:"weight"`
	Share   float64  `json:"share"`
	Score   *Score   `json:"score"`
	Points  float64  `json:"points"`
	Metrics []Metric `json:"metrics"`
}

// Metric is one metric's value and score.
type Metric struct {
	ID     string   `json:"id"`
	State  string   `json:"state"`
	Reason string   `json:"reason,omitempty"`
	Weight float64  `json:"weight"`
	Share  float64  `json:"share"`
	Value  *float64 `json:"value"`
	Unit   string   `json:"unit"`
	Score  *Score   `json:"score"`
	Lost   float64  `json:"lost"`
	// Lines are where the points were lost, the costliest first, at most MaxLines; for a metric that lost none, or
	// counts for nothing, where its value comes from.
	Lines []Line `json:"lines,omitempty"`
}

// MaxLines bounds the lines kept per metric.
const MaxLines = 20

// Line is a place that contributes to a metric.
type Line struct {
	File    string  `json:"file"`
	Line    int     `json:"line"`
	Column  int     `json:"column"` // counted from 1, in characters
	Points  float64 `json:"points"` // of the total that were lost here
	Text    string  `json:"text"`
	Excerpt string  `json:"excerpt,omitempty"` // the source line, bounded
}

// File is one Python file of a submission.
type File struct {
	Path  string `json:"path"`
	Lines int    `json:"lines"`
	Valid bool   `json:"valid"`
	// Text is the source, where it fits into MaxSource bytes together with the files before it.
	Text string `json:"text,omitempty"`
}

// MaxSource bounds the bytes of source that a report keeps of a submission.
const MaxSource = 64 << 10

// Finding is what a safety rule found.
type Finding struct {
	Rule       string `json:"rule"`
	Severity   string `json:"severity"`
	Confidence string `json:"confidence"`
	CWE        int    `json:"cwe,omitempty"`
	File       string `json:"file"`
	Line       int    `json:"line"`
	Column     int    `json:"column"` // counted from 1, in characters
	EndLine    int    `json:"end_line"`
	EndColumn  int    `json:"end_column"`
	Excerpt    string `json:"excerpt"` // the source line, bounded
	Value      string `json:"value,omitempty"`
	Reason     string `json:"reason"`
	Fix        string `json:"fix,omitempty"`
	Suppressed string `json:"suppressed,omitempty"` // the reason that a comment of the program gives; then it does not count
}

// Note is an observation made when the submission was taken in.
type Note struct {
	Code    string `json:"code"`
	File    string `json:"file,omitempty"`
	Line    int    `json:"line,omitempty"`
	Message string `json:"message"`
}

// Diagnostic is why a file is not valid Python.
type Diagnostic struct {
	Kind    string `json:"kind"`
	File    string `json:"file"`
	Line    int    `json:"line"`
	Column  int    `json:"column"` // counted from 1, in characters
	Message string `json:"message"`
	Excerpt string `json:"excerpt,omitempty"` // the source line, bounded
}

// Run is what running the submission showed.
type Run struct {
	Status         string     `json:"status"`
	Detail         string     `json:"detail,omitempty"`
	Line           int        `json:"line,omitempty"`
	ExitCode       *int       `json:"exit_code,omitempty"`
	Exception      *Exception `json:"exception,omitempty"`
	Fuel           uint64     `json:"fuel"`
	PeakMemory     uint64     `json:"peak_memory_bytes,omitempty"`
	Stdout         string     `json:"stdout,omitempty"` // the first MaxOutput bytes, as valid UTF-8
	Stderr         string     `json:"stderr,omitempty"`
	Truncated      bool       `json:"truncated,omitempty"` // output was cut for the report
	Effects        []Effect   `json:"effects,omitempty"`
	EffectsDropped int        `json:"effects_dropped,omitempty"`
	Cases          []Case     `json:"cases,omitempty"`
	// What the run recorded about itself, where it was asked to: at most MaxRunLines lines and MaxFunctions functions,
	// those that spent most where there are more, each list by file and line.
	Lines     []LineRun     `json:"lines,omitempty"`
	Functions []FunctionRun `json:"functions,omitempty"`
}

// LineRun is what one line of a program did.
type LineRun struct {
	File  string  `json:"file"`
	Line  int     `json:"line"`
	Count *uint64 `json:"count,omitempty"` // how often it was reached; absent where only its fuel is known
	Fuel  uint64  `json:"fuel"`            // natives that it called included
}

// FunctionRun is what one function of a program did.
type FunctionRun struct {
	File  string `json:"file"`
	Line  int    `json:"line"` // where it is defined
	Name  string `json:"name"`
	Calls uint64 `json:"calls"`
	Fuel  uint64 `json:"fuel"` // its own, without that of the functions that it called
}

// MaxOutput bounds the output kept in a report, in bytes for each of stdout and stderr.
const MaxOutput = 4096

// Exception is the exception that ended a run.
type Exception struct {
	Type      string  `json:"type"`
	Message   string  `json:"message"`
	Traceback []Frame `json:"traceback,omitempty"`
}

// Frame is one line of a traceback.
type Frame struct {
	File     string `json:"file"`
	Line     int    `json:"line"`
	Function string `json:"function"`
}

// Effect is an attempt to reach outside.
type Effect struct {
	Kind   string `json:"kind"`
	What   string `json:"what"`
	Denied bool   `json:"denied"`
	File   string `json:"file,omitempty"`
	Line   int    `json:"line,omitempty"`
}

// Case is one test of the task.
type Case struct {
	Name    string `json:"name"`
	Verdict string `json:"verdict"`
	Detail  string `json:"detail,omitempty"`
	Line    int    `json:"line,omitempty"`
}

// Problem is an input line that gave no submission.
type Problem struct {
	File    string `json:"file"`
	Line    int    `json:"line"`
	Message string `json:"message"`
}

// HostInfo is what depends on the machine; present only when asked for.
type HostInfo struct {
	OS         string  `json:"os"`
	Arch       string  `json:"arch"`
	CPUs       int     `json:"cpus"`
	Workers    int     `json:"workers"`
	StartedAt  string  `json:"started_at"` // RFC 3339, UTC
	WallMillis float64 `json:"wall_ms"`
	// Isolation are the layers that stood between a program and the machine, as they were really there.
	Isolation []string `json:"isolation,omitempty"`
}
