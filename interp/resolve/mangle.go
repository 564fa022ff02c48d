package resolve

import "strings"

// mangle renames a private name of a class: __x in class _C becomes _C__x. Names that end in two underscores, hold a dot, or
// stand in a class whose name is all underscores are left alone (language reference, "Identifiers (Names)").
func mangle(class, name string) string {
	if class == "" || !strings.HasPrefix(name, "__") || strings.HasSuffix(name, "__") || strings.Contains(name, ".") {
		return name
	}
	class = strings.TrimLeft(class, "_")
	if class == "" {
		return name
	}
	return "_" + class + name
}
