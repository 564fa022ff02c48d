//go:build unix

package pipeline

import (
	"os/exec"
	"syscall"
)

// apart puts a worker into a process group of its own, so that a Ctrl-C at the terminal reaches the coordinator alone.
func apart(cmd *exec.Cmd) { cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} }
