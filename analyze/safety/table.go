package safety

// rules are all rules, ordered by id.
var rules = []*Rule{
	execCall,
	compileCall,
	execValue,
	builtinsReached,
	builtinsAssigned,
	dynamicImport,
	moduleTable,
	leakedModule,
	classWalk,
	functionInternalsRule,
	objectInternalsRule,
	getattrDunder,
	getattrDynamic,
	attrgetterDunder,
	formatDunder,
	frames,
	interpreterHooks,
	patternDunder,
	specialBound,
	confusable,
	osCommand,
	subprocessUse,
	processPool,
	processControl,
	environment,
	nativeCode,
	limitsRaised,
	unpickling,
	yamlLoad,
	reduceMethod,
	fileChange,
	pathLiteral,
	temporaryName,
	archiveExtracted,
	network,
	certificateIgnored,
	sqlBuilt,
	weakHash,
	guessableToken,
	swallowed,
	sizeBomb,
	endlessLoop,
	modulePatched,
	alwaysEqual,
	earlyExit,
	sourceRead,
	judgeReplaced,
}

// Rules lists all rules, ordered by id.
func Rules() []*Rule { return append([]*Rule(nil), rules...) }

// Lookup finds a rule by its id.
func Lookup(id string) (*Rule, bool) {
	for _, r := range rules {
		if r.ID == id {
			return r, true
		}
	}
	return nil, false
}
