package metrics

// builtin are the metrics of this package, ordered by id.
var builtin = []*Metric{
	annotationCoverage,
	branches,
	casesPassed,
	classComplexity,
	classComplexitySonar,
	cognitive,
	cognitivePaper,
	commentShare,
	coupling,
	coverage,
	criticalFindings,
	cyclomatic,
	cyclomaticLizard,
	cyclomaticMccabe,
	cyclomaticRuff,
	cyclomaticSonar,
	deadCode,
	decomposition,
	docstringCoverage,
	duplication,
	effects,
	exceptions,
	fanIn,
	fanOut,
	fileComplexity,
	fileComplexitySonar,
	fuelRatio,
	halsteadDifficulty,
	halsteadEffort,
	halsteadVolume,
	idioms,
	importCycles,
	importHygiene,
	requiredInterface,
	lintPoints,
	localNames,
	logicalLines,
	maintainabilityIndex,
	memoryRatio,
	moduleGuard,
	naming,
	nesting,
	parameters,
	parses,
	pythonVersion,
	returns,
	security,
	sourceLines,
	statements,
}

// Builtin is the registry of the metrics of this package.
func Builtin() *Registry {
	r, err := NewRegistry(builtin...)
	if err != nil {
		panic("metrics: the table of built-in metrics: " + err.Error()) // a test keeps this from happening
	}
	return r
}
