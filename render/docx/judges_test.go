package docx

import (
	"os"
	"os/exec"
	"testing"
)

// Need finds an outside judge. Without it a test is skipped on a desk and
// fails in CI.
func Need(t *testing.T, tool string) string {
	t.Helper()
	path, err := exec.LookPath(tool)
	if err != nil {
		Missing(t, tool+" is not installed")
	}
	return path
}

// Missing skips a test, or fails it in CI.
func Missing(t *testing.T, what string) {
	t.Helper()
	if os.Getenv("CI") == "true" {
		t.Fatal(what)
	}
	t.Skip("skipped, because " + what)
}
