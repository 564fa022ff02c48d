package main

import (
	"github.com/assay-score/assay/interp/gpython"
	"github.com/assay-score/assay/interp/native"
	"github.com/spf13/cobra"
)

// commands makes each command, in the order of the help. Cobra adds help and completion.
var commands = []func(*app) *cobra.Command{
	runCommand,
	batchCommand,
	explainCommand,
	reportCommand,
	compareCommand,
	gateCommand,
	mergeCommand,
	cacheCommand,
	execCommand,
	parseCommand,
	metricsCommand,
	measureCommand,
	profileCommand,
	calibrateCommand,
	rulesCommand,
	schemaCommand,
	versionCommand,
}

// engines makes what can run Python, the default first.
func engines() engineTable {
	return engineTable{
		native.Engine{},
		gpython.New(),
	}
}
