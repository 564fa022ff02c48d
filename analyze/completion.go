package analyze

import (
	"github.com/assay-score/assay/interp"
	"github.com/assay-score/assay/interp/source"
)

// SolutionFile is the path of the program that answers a task.
const SolutionFile = "solution.py"

// Completion is the submission that answers a task with one program.
func Completion(id, task, program string, notes ...Note) *Submission {
	f := source.NewFile(SolutionFile, program)
	s := &Submission{ID: id, Kind: KindCompletion, Task: task, Files: []File{{Path: SolutionFile, Source: f}}, Notes: notes}
	s.Steps = []interp.Step{{Kind: interp.RunMain, Source: f, Label: "solution"}}
	s.seal()
	return s
}
