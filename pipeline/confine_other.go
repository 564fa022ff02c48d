//go:build !linux

package pipeline

// confine takes nothing away here: this system has no way to do so that has been tried. The process by itself, and the
// limit that Go's runtime keeps, are what stands between a program and the machine.
func confine(memory uint64, folders []string) []string { return nil }

// resident is how many bytes of memory a process holds; ok is false where that cannot be found out.
func resident(pid int) (bytes uint64, ok bool) { return 0, false }

// watched says whether the memory of a process can be watched here.
func watched() bool { return false }
