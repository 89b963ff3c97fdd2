package schema

import (
	"slices"
	"strings"
	"testing"

	"nianbao/schema/source"
)

func TestAccept(t *testing.T) {
	broken := []edit{row("carried_out", "2, 0, 0, 0, 0, 0, 3"), row("documents", "13, 2, 10"), row("regulations", "0, 0, 2")}
	tests := []struct {
		name, accept string
		edits        []edit
		want         []string // severity's letter and name
	}{
		{"none", "", broken, []string{
			"w T2-RULES disclosure.regulations.in_force", "w T2-STOCK disclosure.documents.issued",
			"e T3-BAL applications.received.total", "e T3-ACROSS applications.carried_out.total",
		}},
		{"by code", "T3-BAL = \"已核\"\nT2-STOCK = \"清理\"", broken, []string{
			"w T2-RULES disclosure.regulations.in_force", "i T2-STOCK disclosure.documents.issued",
			"i T3-BAL applications.received.total", "e T3-ACROSS applications.carried_out.total",
		}},
		{"by code and cell", "\"T3-BAL applications.received.total\" = \"已核\"\n\"T3-BAL applications.received.legal\" = \"已核\"", broken, []string{
			"w T2-RULES disclosure.regulations.in_force", "w T2-STOCK disclosure.documents.issued",
			"i T3-BAL applications.received.total", "e T3-ACROSS applications.carried_out.total", "w ACC-STALE 45:1",
		}},
		{"stale", "Y-STOCK = \"清理\"", nil, []string{"w ACC-STALE 44:1"}},
		{"what must be mended", "VALUE-KIND = \"是\"", []edit{row("documents", "\"13\", 2, 55")}, []string{
			"e VALUE-KIND disclosure.documents.issued", "w ACC-STALE 44:1",
		}},
		{"money below zero", "T2-MONEY = \"是\"", []edit{row("fees", "\"-1\"")}, []string{"e T2-MONEY disclosure.fees.amount", "w ACC-STALE 44:1"}},
		{"money with many decimals", "T2-MONEY = \"是\"", []edit{row("fees", "\"1.1234567\"")}, []string{"i T2-MONEY disclosure.fees.amount"}},
	}
	for _, test := range tests {
		edits := slices.Clone(test.edits)
		if test.accept != "" {
			edits = append(edits, edit{"[reviews]", "[accept]\n" + test.accept + "\n\n[reviews]"})
		}
		r, list := report(t, "2024", edits...)
		list = Accept(r, append(list, Check(r, nil)...))
		list = append(list, Stale(r, list)...).Sorted()
		var got []string
		for i, name := range names(list) {
			got = append(got, string(list[i].Severity[0])+" "+name)
			if accepted := strings.Contains(list[i].Message, "（已接受：") || list[i].Message == ""; accepted != (list[i].Severity == source.Info) {
				t.Errorf("%s: %s %s", test.name, list[i].Severity, list[i].Message)
			}
		}
		slices.Sort(got)
		want := slices.Sorted(slices.Values(test.want))
		if !slices.Equal(got, want) {
			t.Errorf("%s: got  %q\nwant %q", test.name, got, want)
		}
	}
}

// TestAcceptOtherReport: findings on another report are left alone.
func TestAcceptOtherReport(t *testing.T) {
	r, _ := report(t, "2024", edit{"[reviews]", "[accept]\nX = \"是\"\n[reviews]"})
	other := &source.File{Name: "other.toml"}
	list := Accept(r, source.List{{Severity: source.Error, Code: "X", Message: "甲", Origin: source.Origin{File: other}}})
	list = append(list, Stale(r, list)...)
	if len(list) != 2 || list[0].Severity != source.Error || list[1].Code != CodeStale {
		t.Errorf("%+v", list)
	}
}
