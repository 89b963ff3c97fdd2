package main

import (
	"bytes"

	"github.com/spf13/cobra"
)

func newCompletion(c *console) *cobra.Command {
	shells := []string{"bash", "zsh", "fish", "powershell"}
	return &cobra.Command{
		Use:       "completion bash|zsh|fish|powershell",
		Short:     "打印命令补全脚本",
		Long:      "打印一个外壳的命令补全脚本。",
		Example:   "  bash        source <(nianbao completion bash)\n  powershell  nianbao completion powershell | Out-String | Invoke-Expression",
		ValidArgs: shells,
		Args:      exactly(1, "外壳的名字（bash、zsh、fish 或 powershell）"),
		RunE: func(cmd *cobra.Command, args []string) error {
			var script bytes.Buffer
			var err error
			switch args[0] {
			case "bash":
				err = cmd.Root().GenBashCompletionV2(&script, true)
			case "zsh":
				err = cmd.Root().GenZshCompletion(&script)
			case "fish":
				err = cmd.Root().GenFishCompletion(&script, true)
			case "powershell":
				err = cmd.Root().GenPowerShellCompletionWithDesc(&script)
			default:
				return wrong("没有 %q 的补全脚本%s", args[0], suggest(args[0], shells))
			}
			c.printf("%s", script.String())
			c.object("completion", "shell", args[0], "script", script.String())
			return err
		},
	}
}
