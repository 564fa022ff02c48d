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
	importDenied,
	classWalk,
	functionInternalsRule,
	objectInternalsRule,
	getattrDunder,
	getattrDynamic,
	attrgetterDunder,
	formatDunder,
	frames,
	exceptionPath,
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
	modelLoaded,
	reduceMethod,
	fileChange,
	pathLiteral,
	temporaryName,
	archiveExtracted,
	network,
	certificateIgnored,
	literalSecret,
	sqlBuilt,
	weakHash,
	guessableToken,
	unsafeDefault,
	swallowed,
	assertCheck,
	regexNested,
	sizeBomb,
	endlessLoop,
	endlessRecursion,
	modulePatched,
	alwaysEqual,
	earlyExit,
	sourceRead,
	judgeReplaced,
	hostKeyed,
	answersWritten,
	graderAddressed,
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
