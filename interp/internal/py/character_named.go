package py

import "github.com/assay-score/assay/interp/syntax"

// CharacterNamed finds the character of a name or alias, as of \N{BULLET}.
func CharacterNamed(name string) (string, bool) { return syntax.LookupCharacter(name) }
