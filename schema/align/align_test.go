package align

import (
	"reflect"
	"strings"
	"testing"
)

func TestFormat(t *testing.T) {
	names := map[string][]string{"applications": {"自然人", "商业企业", "总计"}}
	tests := []struct{ name, in, want string }{
		{"rows", "[t]\na=[1,22,3]\nlonger = [ 100, 2,   3,]#c\n",
			"[t]\na      = [   1, 22, 3 ]\nlonger = [ 100,  2, 3 ]  #c\n"},
		{"names beside the header", "[applications] # 自然人 商业企业 总计\na = [1,2,3]\n",
			"[applications] # 自然人  商业企业  总计\na            = [      1,        2,    3 ]\n"},
		{"names added", "[applications]\na = [1,2]\n",
			"[applications] # 自然人  商业企业  总计\na            = [      1,        2 ]\n"},
		{"names above a band", "[disclosure]\n# 制发 废止 有效\nrules = [1,2,3]\n\nfee = [\"18.8710\"] # 万元\n",
			"[disclosure]\n        # 制发  废止  有效\nrules = [    1,    2,    3 ]\n\nfee   = [ \"18.8710\" ]         # 万元\n"},
		{"a cell with a note does not widen its column", "[t]\na = [{ value = 22, note = \"其中修订16件\" }, 1]\nb = [3, 4]\n",
			"[t]\na = [ { value = 22, note = \"其中修订16件\" }, 1 ]\nb = [ 3, 4 ]\n"},
		{"blank rows", "[t]\na = []\nbb = [1, 2] # x\n", "[t]\na  = [ ]\nbb = [ 1, 2 ]  # x\n"},
		{"label keys", "[t]\n\"（七）总计\" = [1]\nb = [2]\n", "[t]\n\"（七）总计\" = [ 1 ]\nb            = [ 2 ]\n"},
		{"prose and titles stay", "[report]\ntitle = [\"甲\",\"乙\"]\n[text]\noverview = '''\na = [1,2]\n  # no comment\n'''\n",
			"[report]\ntitle = [\"甲\",\"乙\"]\n[text]\noverview = '''\na = [1,2]\n  # no comment\n'''\n"},
		{"line ends stay", "[t]\r\na=[1]\r\n", "[t]\r\na = [ 1 ]\r\n"},
		{"arrays over lines stay", "[t]\na = [\n1,\n2 # two ]\n]\n", "[t]\na = [\n1,\n2 # two ]\n]\n"},
		{"quotes at the end of prose", "a = \"\"\"x\"\"\"\"\"\nb=[1]\n", "a = \"\"\"x\"\"\"\"\"\nb = [ 1 ]\n"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, err := Format([]byte(test.in), names)
			if err != nil || string(got) != test.want {
				t.Fatalf("got %v\n%s\nwant\n%s", err, got, test.want)
			}
			again, err := Format(got, names)
			if err != nil || string(again) != string(got) {
				t.Errorf("not settled: %v\n%s", err, again)
			}
		})
	}
}

func TestFormatRefusesBrokenInput(t *testing.T) {
	if _, err := Format([]byte("a = [1,"), nil); err != ErrSyntax {
		t.Errorf("got %v", err)
	}
}

func TestDiff(t *testing.T) {
	if d := Diff("a.toml", []byte("a=[1]\n"), []byte("a=[1]\n")); d != nil {
		t.Errorf("equal texts differ: %s", d)
	}
	d := string(Diff("a.toml", []byte("a=[1]\n"), []byte("a = [ 1 ]\n")))
	if !strings.Contains(d, "-a=[1]\n+a = [ 1 ]\n") {
		t.Errorf("got %s", d)
	}
}

// FuzzFormat: values never change, formatting settles at once, and nothing
// but white space and added column names differs.
func FuzzFormat(f *testing.F) {
	f.Add("[t] # 甲 乙\na=[1,2]\n'b c'.\"]\" = [\"1.0\", {value=1,note='#'}] # x\n")
	f.Add("a = '''\n[x]\n''''\n\n[[t]]\n\tb = [ +1, -2 ]\r\n# 甲 乙\nc=[1,2,]")
	f.Add("\"a=b\" = { c = [1,2] }\nd = [ [1], [2] ]\n")
	f.Fuzz(func(t *testing.T, src string) {
		out, err := Format([]byte(src), nil)
		if err != nil {
			if _, bad := decode([]byte(src)); bad == nil && !strings.Contains(src, "nan") {
				t.Fatalf("valid input refused: %v\n%q", err, src)
			}
			return
		}
		before, _ := decode([]byte(src))
		after, err := decode(out)
		if err != nil || !reflect.DeepEqual(before, after) {
			t.Fatalf("values changed: %v\n%q\n%q", err, src, out)
		}
		again, err := Format(out, nil)
		if err != nil || string(again) != string(out) {
			t.Fatalf("not settled: %v\n%q\n%q", err, out, again)
		}
		if squeeze(src) != squeeze(string(out)) {
			t.Fatalf("more than white space changed\n%q\n%q", src, out)
		}
	})
}

// squeeze drops white space and the comma that may follow a last element.
func squeeze(s string) string {
	s = strings.Join(strings.Fields(s), "")
	return strings.ReplaceAll(s, ",]", "]")
}
