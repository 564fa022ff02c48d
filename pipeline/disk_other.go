//go:build !unix

package pipeline

import "os"

// lock does nothing here: two processes on one journal are not kept apart on this system.
func lock(*os.File) error { return nil }

// dataSync brings a file's bytes to the disk.
func dataSync(f *os.File) error { return f.Sync() }
