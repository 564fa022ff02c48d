package interp

// Observe says what a run is to record about itself, beside its outcome. What is not asked for costs nothing; what is
// asked for makes the run slower but changes neither what the program does nor what it spends.
type Observe struct {
	Coverage bool // which lines and branches of the program's own files ran
	Profile  bool // what each line and each function spent
	Counters bool // how often each opcode ran, and each function was called
}

// Any tells whether anything is asked for.
func (o Observe) Any() bool { return o.Coverage || o.Profile || o.Counters }

// Observed is what a run recorded. Everything is sorted: by file, then by line, then by name. The engine's own library is
// left out, except that what it spends counts for the line of the program that called it.
type Observed struct {
	Files     []FileCoverage  // Coverage
	Lines     []LineFuel      // Profile
	Functions []FunctionCount // Profile and Counters
	Opcodes   []OpcodeCount   // Counters
}

// FileCoverage is what ran of one file.
type FileCoverage struct {
	File     string
	Lines    []LineCount   // every line that holds code
	Branches []BranchCount // every way on from a line that decides something

}

// LineCount is how often a line was reached, 0 if never.
type LineCount struct {
	Line  int
	Count uint64
}

// BranchCount is how often a decision went one of its ways: to the line where it went on.
type BranchCount struct {
	Line, Column int // of the condition; the column counts bytes from 0
	To           int
	Count        uint64
}

// LineFuel is what the instructions of a line spent, natives that they called included.
type LineFuel struct {
	File string
	Line int
	Fuel uint64
}

// FunctionCount is what a function did. Fuel is its own, without that of the Python functions that it called.
type FunctionCount struct {
	File  string
	Line  int    // where it is defined
	Name  string // qualified: "C.method", "<module>"
	Calls uint64 // how often it was entered; a generator once
	Fuel  uint64
}

// OpcodeCount is how often the machine executed an opcode.
type OpcodeCount struct {
	Opcode string
	Count  uint64
}
