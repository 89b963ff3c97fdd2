package main

import (
	"context"
	"runtime/debug"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"nianbao/batch/disk"
)

// execute runs one command line and returns the exit code.
func execute(ctx context.Context, args []string, c *console) int {
	c.json = wantsJSON(args)
	root := newRoot(c)
	root.SetArgs(args)
	c.guard(func() {
		cmd := root
		err := unknownCommand(root, args)
		if err == nil {
			cmd, err = root.ExecuteContextC(ctx)
		}
		if err != nil {
			c.fault(err)
		}
		if codeOf(err) == exitUsage {
			c.talk("用法见：%s --help", cmd.CommandPath())
		}
	})
	return c.finish()
}

// guard runs a command. A panic in it is told as an error to be reported.
func (c *console) guard(run func()) {
	defer func() {
		if p := recover(); p != nil {
			c.fault(disk.Reason("程序内部出错：%v。请把这条信息和用到的文件一起报告给开发者", p))
			c.talk("%s", debug.Stack())
		}
	}()
	run()
}

// wantsJSON looks for --json before anything else is read, so that wrong
// usage is told in JSON too.
func wantsJSON(args []string) bool {
	for _, a := range args {
		switch a {
		case "--":
			return false
		case "--json", "--json=true":
			return true
		}
	}
	return false
}

func newRoot(c *console) *cobra.Command {
	root := &cobra.Command{
		Use:           "nianbao 命令",
		Short:         "政府信息公开工作年度报告：从 TOML 数据到 DOCX 和 PDF",
		Args:          cobra.ArbitraryArgs,
		SilenceErrors: true,
		SilenceUsage:  true,

		PersistentPreRunE: onDisk,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if show, _ := cmd.Flags().GetBool("version"); show {
				return printVersion(c)
			}
			return cmd.Help()
		},
		CompletionOptions: cobra.CompletionOptions{DisableDefaultCmd: true},
	}
	root.PersistentFlags().BoolP("help", "h", false, "看这个命令的用法")
	root.PersistentFlags().BoolVar(&c.json, "json", c.json, "在标准输出上逐行打印 JSON")
	root.Flags().Bool("version", false, "看版本")
	root.SetFlagErrorFunc(flagError)
	root.SetHelpFunc(func(cmd *cobra.Command, _ []string) { printHelp(c, cmd) })
	root.SetUsageFunc(func(*cobra.Command) error { return nil })
	root.SetOut(c.out)
	root.SetErr(c.err)
	root.AddCommand(commands(c)...)
	root.SetHelpCommand(newHelp(c))
	return root
}

// unknownCommand finds a first word that is no command. Cobra would read the
// flags behind it first and complain about those.
func unknownCommand(root *cobra.Command, args []string) error {
	i := slices.IndexFunc(args, func(a string) bool { return !strings.HasPrefix(a, "-") })
	if i < 0 || slices.Contains(args[:i], "--") || strings.HasPrefix(args[i], cobra.ShellCompRequestCmd) {
		return nil
	}
	names := []string{"help"}
	for _, cmd := range root.Commands() {
		names = append(names, cmd.Name())
	}
	if slices.Contains(names, args[i]) {
		return nil
	}
	return wrong("没有命令 %q%s", args[i], suggest(args[i], names))
}

func init() {
	// Said when somebody starts the program by a double click on Windows.
	cobra.MousetrapHelpText = "这是命令行程序。请打开“命令提示符”或终端，在里面输入 nianbao help 看用法。\n"
}

// commands are all commands, in the order of the help.
func commands(c *console) []*cobra.Command {
	return []*cobra.Command{
		newBuild(c), newCheck(c), newRules(c), newForms(c), newNew(c), newFmt(c), newSchema(c), newFonts(c),
		newSum(c), newDiff(c), newStatus(c), newVerify(c), newArchive(c), newLetter(c), newWorkbook(c), newImport(c), newExtract(c), newVersion(c), newCompletion(c),
	}
}
