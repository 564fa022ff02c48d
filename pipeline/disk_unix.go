//go:build unix

package pipeline

import (
	"os"
	"syscall"
)

// lock keeps other processes from a file for as long as this one has it open.
func lock(f *os.File) error { return syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB) }

// dataSync brings a file's bytes to the disk.
func dataSync(f *os.File) error { return f.Sync() }
