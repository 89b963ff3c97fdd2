package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"nianbao/schema/source"
)

// usageError is a wrong use of the command line.
type usageError struct{ message string }

func (e *usageError) Error() string { return e.message }

// wrong returns a usageError.
func wrong(format string, args ...any) error {
	return &usageError{fmt.Sprintf(format, args...)}
}

// codeOf is the exit code that an error calls for. What is neither wrong
// usage nor a stop could not be read or written.
func codeOf(err error) int {
	var usage *usageError
	switch {
	case err == nil:
		return exitOK
	case errors.As(err, &usage):
		return exitUsage
	case errors.Is(err, context.Canceled):
		return exitStopped
	}
	return exitDisk
}

// flagError says in Chinese what pflag found wrong.
func flagError(cmd *cobra.Command, err error) error {
	var (
		unknown *pflag.NotExistError
		missing *pflag.ValueRequiredError
		invalid *pflag.InvalidValueError
	)
	switch {
	case errors.As(err, &unknown):
		name := unknown.GetSpecifiedName()
		if unknown.GetSpecifiedShortnames() != "" {
			return wrong("没有选项 -%s", name)
		}
		return wrong("没有选项 --%s%s", name, suggest("--"+name, flagNames(cmd)))
	case errors.As(err, &missing):
		return wrong("选项 %s 后面要有值", dashed(missing.GetSpecifiedName()))
	case errors.As(err, &invalid):
		return wrong("选项 --%s 的值 %q 不对：%s", invalid.GetFlag().Name, invalid.GetValue(), reasonOf(invalid))
	}
	return wrong("选项写法不对：%s", strings.TrimPrefix(err.Error(), "bad flag syntax: "))
}

// reasonOf is what a flag's own type found wrong, or what it wanted.
func reasonOf(invalid *pflag.InvalidValueError) string {
	var usage *usageError
	if errors.As(invalid.Unwrap(), &usage) {
		return usage.message
	}
	switch invalid.GetFlag().Value.Type() {
	case "int":
		return "应是整数"
	case "bool":
		return "只能是 true 或 false"
	}
	return "不认得"
}

func dashed(name string) string {
	if len(name) == 1 {
		return "-" + name
	}
	return "--" + name
}

func flagNames(cmd *cobra.Command) []string {
	var names []string
	cmd.Flags().VisitAll(func(f *pflag.Flag) { names = append(names, "--"+f.Name) })
	return names
}

// suggest names the word most like the one typed: "，是不是 build？".
func suggest(typed string, words []string) string {
	if near := source.Nearest(typed, words); near != "" {
		return "，是不是 " + near + "？"
	}
	return ""
}

// atLeast wants n arguments or more; what names them.
func atLeast(n int, what string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) < n {
			return wrong("缺 %s", what)
		}
		return nil
	}
}

// exactly wants n arguments; what names them.
func exactly(n int, what string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) < n {
			return wrong("缺 %s", what)
		}
		return atMost(n)(cmd, args)
	}
}

// atMost wants no more than n arguments.
func atMost(n int) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) > n {
			return wrong("多余的参数 %q", args[n])
		}
		return nil
	}
}
