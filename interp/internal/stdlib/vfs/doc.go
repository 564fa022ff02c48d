// Package vfs is the file system of a run: a tree in memory over folders of the host that are only ever read. What the
// program writes stays in memory and is gone with the run.
//
// The tree begins with the run's own files in its working folder, an empty folder for temporary files, and the mounts;
// their entries are read from the host when a program first looks at them. Rules say by the beginnings of paths what
// may be read and written. The package knows nothing of Python: its errors are the numbers of errno, and the callers
// pay, with fuel and memory, for what they ask.
package vfs
