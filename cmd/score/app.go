package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime"
	"strings"
	"syscall"

	"github.com/assay-score/assay/interp/native"
	"github.com/assay-score/assay/reports"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// app is what a command can reach of the world.
type app struct {
	in       *os.File
	out, err *os.File
	engine   engineTable
}

// score is the whole program: it runs a command line and gives the exit code.
func score(args []string) (code int) {
	a := &app{in: os.Stdin, out: os.Stdout, err: os.Stderr, engine: engines()}
	defer func() {
		if fault := recover(); fault != nil {
			code = a.report(faultf("a fault of ours: %v", fault))
		}
	}()
	ballast := native.Ballast()
	defer runtime.KeepAlive(ballast)
	if isWorker(args) {
		return a.work()
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop) // a second Ctrl-C ends the process at once
	root := a.root()
	root.SetArgs(args)
	return a.report(root.ExecuteContext(ctx))
}

// The exit codes of all commands but exec, which has its own beside these.
const (
	exitGate        = 1
	exitMisuse      = 2
	exitFault       = 3
	exitInterrupted = 130
)

// failure is an error with its exit code. An empty message is for what has been said already.
type failure struct {
	code    int
	message string
}

func (f *failure) Error() string { return f.message }

// misusef is the failure of whoever called: what is wrong, where, and what was expected.
func misusef(format string, args ...any) error {
	return &failure{exitMisuse, fmt.Sprintf(format, args...)}
}

// faultf is our own failure.
func faultf(format string, args ...any) error {
	return &failure{exitFault, fmt.Sprintf(format, args...)}
}

// exit ends a command with a code and says nothing.
func exit(code int) error {
	if code == 0 {
		return nil
	}
	return &failure{code: code}
}

// report says on standard error what went wrong, in a line that no input can break or dress up, and gives the code.
func (a *app) report(err error) int {
	if err == nil {
		return 0
	}
	f, ok := errors.AsType[*failure](err)
	switch {
	case ok:
	case errors.Is(err, context.Canceled):
		f = &failure{exitInterrupted, "interrupted: nothing was written"}
	case isPathError(err): // what the caller named is misuse and says so; this is what we write to ourselves
		f = &failure{exitFault, err.Error()}
	default: // cobra's and pflag's own
		f = &failure{exitMisuse, err.Error()}
	}
	if f.message != "" {
		fmt.Fprintln(a.err, reports.Inert(oneLine(f.message)))
	}
	return f.code
}

func isPathError(err error) bool {
	_, ok := errors.AsType[*os.PathError](err)
	return ok
}

// maxJoined is how many lines of a message are put into its one line.
const maxJoined = 4

// oneLine makes a message one line that begins with the program's name.
func oneLine(message string) string {
	lines := strings.Split(strings.TrimSpace(message), "\n")
	for i, l := range lines {
		lines[i] = strings.TrimSpace(l)
	}
	if n := len(lines); n > maxJoined {
		lines = append(lines[:maxJoined], fmt.Sprintf("and %d more", n-maxJoined))
	}
	message = strings.Join(lines, "; ")
	if strings.HasPrefix(message, "score ") {
		return message
	}
	return "score: " + message
}

const longHelp = `score takes Python that nobody vetted, looks at it, runs it in process under a fuel limit, and prints a scorecard.`

const exitHelp = `Exit codes:
  0    scored
  1    a gate failed: of the profile (run), or --fail-under
  2    misuse: bad flags, an input that cannot be taken in
  3    our fault
  130  interrupted
score exec has its own: see score help exec.

Settings come from flags, then SCORE_* variables (SCORE_WORKERS=4), then score.yaml in the working folder or --config FILE.`

const startHelp = `score takes Python that nobody vetted, runs it under a fuel limit, and prints a scorecard.

  score run answer.py                                 score a file, folder, notebook, Markdown answer, zip or tar
  score run - < answer.py                             or standard input
  score batch tasks.jsonl --solutions answers.jsonl   score answers to a suite of tasks
  score explain report.json answer.py                 every point that was lost, with its line
  score exec program.py                               just run a program inside the sandbox

score help lists all commands, score help COMMAND explains one.
`

// root makes the command line.
func (a *app) root() *cobra.Command {
	root := &cobra.Command{
		Use:           "score",
		Short:         "Score Python that nobody vetted",
		Long:          longHelp + "\n\n" + exitHelp,
		SilenceErrors: true,
		SilenceUsage:  true,
		Version:       version,
		Args:          cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				_, err := io.WriteString(a.out, startHelp)
				return err
			}
			return misusef("there is no command %q%s; `score help` lists them", args[0], suggest(args[0], commandNames(cmd)))
		},
	}
	root.SetVersionTemplate(toolName + "\n")
	root.SetIn(a.in)
	root.SetOut(a.out)
	root.SetErr(a.err)
	root.SetFlagErrorFunc(flagError)
	root.CompletionOptions.DisableDefaultCmd = false
	for _, make := range commands {
		root.AddCommand(make(a))
	}
	root.SetHelpCommand(helpCommand(root))
	root.InitDefaultCompletionCmd()
	if c, _, err := root.Find([]string{"completion"}); err == nil {
		c.RunE = subcommandOnly // cobra's own would print its help and call that success
	}
	return root
}

// helpCommand explains a command, and says so when there is none of that name.
func helpCommand(root *cobra.Command) *cobra.Command {
	return &cobra.Command{
		Use:   "help [COMMAND]",
		Short: "Explain a command",
		RunE: func(_ *cobra.Command, args []string) error {
			c, rest, err := root.Find(args)
			if err != nil || len(rest) > 0 {
				return misusef("score help: there is no command %q%s", strings.Join(args, " "), suggest(strings.Join(args, " "), commandNames(root)))
			}
			c.InitDefaultHelpFlag()
			return c.Help()
		},
	}
}

// subcommandOnly is what a command does that has subcommands and nothing of its own.
func subcommandOnly(c *cobra.Command, args []string) error {
	if len(args) == 0 {
		return c.Help()
	}
	return misusef("%s: there is no %q%s; expected one of %s", c.CommandPath(), args[0], suggest(args[0], commandNames(c)), strings.Join(commandNames(c), ", "))
}

func commandNames(c *cobra.Command) []string {
	var names []string
	for _, sub := range c.Commands() {
		names = append(names, sub.Name())
	}
	return names
}

// flagError says in one line what is wrong with a flag, and which was meant.
func flagError(cmd *cobra.Command, err error) error {
	command := cmd.CommandPath()
	if unknown, ok := errors.AsType[*pflag.NotExistError](err); ok {
		name := unknown.GetSpecifiedName()
		if unknown.GetSpecifiedShortnames() != "" {
			return misusef("%s: there is no flag -%s; `score help %s` lists them", command, name, cmd.Name())
		}
		var names []string
		cmd.Flags().VisitAll(func(f *pflag.Flag) { names = append(names, f.Name) })
		for i, n := range names {
			names[i] = "--" + n
		}
		return misusef("%s: there is no flag --%s%s; `score help %s` lists them", command, name, suggest("--"+name, names), cmd.Name())
	}
	if invalid, ok := errors.AsType[*pflag.InvalidValueError](err); ok {
		return misusef("%s: --%s %s: %v", command, invalid.GetFlag().Name, invalid.GetValue(), errors.Unwrap(invalid))
	}
	if missing, ok := errors.AsType[*pflag.ValueRequiredError](err); ok {
		return misusef("%s: --%s needs a value: %s", command, missing.GetFlag().Name, missing.GetFlag().Usage)
	}
	return misusef("%s: %v", command, err)
}
