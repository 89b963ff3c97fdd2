package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

func newHelp(c *console) *cobra.Command {
	return &cobra.Command{
		Use:   "help [命令]",
		Short: "看一个命令的用法",
		Args:  atMost(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			target := cmd.Root()
			if len(args) == 1 {
				if err := unknownCommand(target, args); err != nil {
					return err
				}
				target, _, _ = target.Find(args)
			}
			printHelp(c, target)
			return nil
		},
	}
}

// printHelp prints what a command does, its usage, examples and flags.
func printHelp(c *console, cmd *cobra.Command) {
	text := helpText(cmd)
	c.printf("%s", text)
	c.object("help", "command", cmd.Name(), "text", text)
}

func helpText(cmd *cobra.Command) string {
	var b strings.Builder
	says := cmd.Long
	if says == "" {
		says = cmd.Short + "。"
	}
	fmt.Fprintf(&b, "%s\n\n用法：\n  %s\n", says, usageLine(cmd))
	if cmd.Example != "" {
		fmt.Fprintf(&b, "\n例子：\n%s\n", cmd.Example)
	}
	if cmd.HasAvailableSubCommands() {
		b.WriteString("\n命令：\n")
		for _, sub := range cmd.Commands() {
			if sub.IsAvailableCommand() {
				fmt.Fprintf(&b, "  %-12s%s\n", sub.Name(), sub.Short)
			}
		}
	}
	b.WriteString("\n选项：\n")
	cmd.Flags().VisitAll(func(f *pflag.Flag) {
		if !f.Hidden {
			b.WriteString(flagLine(f))
		}
	})
	if !cmd.HasParent() {
		b.WriteString("\n每个命令的用法：nianbao help 命令\n")
	}
	return b.String()
}

func usageLine(cmd *cobra.Command) string {
	if cmd.HasParent() {
		return cmd.Parent().CommandPath() + " " + cmd.Use
	}
	return cmd.Use
}

func flagLine(f *pflag.Flag) string {
	value, says := pflag.UnquoteUsage(f)
	name := "    --" + f.Name
	if f.Shorthand != "" {
		name = "-" + f.Shorthand + ", --" + f.Name
	}
	if f.Value.Type() != "bool" {
		name += " " + value
		if f.DefValue != "" && f.DefValue != "0" && f.DefValue != "[]" {
			says += "（默认 " + f.DefValue + "）"
		}
	}
	return "  " + name + strings.Repeat(" ", max(1, 26-columns(name))) + says + "\n"
}

// columns is the width of a text on a terminal.
func columns(s string) int {
	n := 0
	for _, r := range s {
		n++
		if r >= 0x2e80 {
			n++ // Chinese characters take two
		}
	}
	return n
}
