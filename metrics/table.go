package metrics

// builtin are the metrics of this package, ordered by id.
var builtin = []*Metric{
	annotationCoverage,
	casesPassed,
	cognitive,
	commentShare,
	criticalFindings,
	cyclomatic,
	deadCode,
	decomposition,
	docstringCoverage,
	duplication,
	fuelRatio,
	halsteadVolume,
	importHygiene,
	requiredInterface,
	lintPoints,
	maintainabilityIndex,
	memoryRatio,
	moduleGuard,
	naming,
	nesting,
	parameters,
	parses,
	returns,
	security,
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
