//go:build !windows

package disk

// explainSystem has nothing to add where errors have POSIX numbers.
func explainSystem(error) string { return "" }
