package pipeline

import (
	"fmt"
	"runtime"

	"github.com/landlock-lsm/go-landlock/landlock"
	llsys "github.com/landlock-lsm/go-landlock/landlock/syscall"
	"golang.org/x/sys/unix"
)

// confine takes from this process, for good, what scoring does not need, and says which layers it got.
//
//   - RLIMIT_DATA stands in for a limit of memory: a Go program reserves address space far beyond what it uses, so
//     RLIMIT_AS would end it at once. It lies above the ceiling that the coordinator watches and is there for a growth
//     that is faster than the watching.
//   - no core file, no file that grows, few descriptors;
//   - no new privileges;
//   - Landlock: no path may be opened but the folders of packages, read-only, and no TCP.
func confine(memory uint64, folders []string) []string {
	var layers []string
	set := func(what int, value uint64) bool {
		return unix.Setrlimit(what, &unix.Rlimit{Cur: value, Max: value}) == nil
	}
	limited := set(unix.RLIMIT_CORE, 0)
	limited = set(unix.RLIMIT_FSIZE, 0) && limited
	limited = set(unix.RLIMIT_NOFILE, 64) && limited
	if set(unix.RLIMIT_DATA, memory+memory/2+256<<20) && limited {
		layers = append(layers, "rlimits")
	}
	version, err := llsys.LandlockGetABIVersion()
	if err != nil || version < 1 {
		return layers
	}
	rules := make([]landlock.Rule, 0, 1)
	if len(folders) > 0 {
		rules = append(rules, landlock.RODirs(folders...))
	}
	if err := landlock.V5.BestEffort().Restrict(rules...); err != nil {
		return layers
	}
	return append(layers, fmt.Sprintf("landlock %d", version), "no new privileges")
}

// resident is how many bytes of memory a process holds; ok is false where that cannot be found out.
func resident(pid int) (bytes uint64, ok bool) { return residentOf(fmt.Sprintf("/proc/%d/statm", pid)) }

// watched says whether the memory of a process can be watched here.
func watched() bool {
	_, ok := residentOf("/proc/self/statm")
	return ok && runtime.GOOS == "linux"
}
