package schema

import (
	"encoding/json"
	"regexp"
	"testing"

	"nianbao/schema/form"
)

func TestJSONSchema(t *testing.T) {
	for _, f := range form.All() {
		var root map[string]any
		if err := json.Unmarshal(JSONSchema(f), &root); err != nil {
			t.Fatal(err)
		}
		at := func(v any, keys ...string) any {
			for _, key := range keys {
				m, _ := v.(map[string]any)
				v = m[key]
			}
			return v
		}
		if root["$schema"] != "http://json-schema.org/draft-04/schema#" {
			t.Errorf("%s: not draft 4", f.ID)
		}
		received := at(root, "properties", "applications", "properties", "received")
		if at(received, "description") != "一、本年新收政府信息公开申请数量：自然人、商业企业、科研机构、社会公益组织、法律服务机构、其他、总计" {
			t.Errorf("%s: received is %v", f.ID, at(received, "description"))
		}
		if at(root, "properties", "applications", "properties", "result", "properties", "denied", "properties", "secret") == nil {
			t.Errorf("%s: no result.denied.secret", f.ID)
		}
		if at(root, "properties", "applications", "properties", "（七）总计") == nil {
			t.Errorf("%s: no official label", f.ID)
		}
		patterns, _ := at(root, "properties", "applications", "patternProperties").(map[string]any)
		for _, label := range []string{"(七)总计", "（三）不予公开 / 1.属于国家秘密", "三、本年度办理结果 / (七)总计"} {
			matched := 0
			for pattern := range patterns {
				if regexp.MustCompile(pattern).MatchString(label) {
					matched++
				}
			}
			if matched != 1 {
				t.Errorf("%s: %s matches %d patterns", f.ID, label, matched)
			}
		}
		array := at(received, "anyOf").([]any)[0]
		if ways := at(received, "anyOf").([]any); len(ways) != 1 {
			t.Errorf("%s: received may be written in %d ways", f.ID, len(ways))
		}
		if ways := at(root, "properties", "disclosure", "properties", "regulations", "anyOf").([]any); len(ways) != 1 {
			t.Errorf("%s: regulations may be written in %d ways", f.ID, len(ways))
		}
		if at(array, "minItems") != 6.0 || at(array, "maxItems") != 7.0 {
			t.Errorf("%s: %v to %v cells", f.ID, at(array, "minItems"), at(array, "maxItems"))
		}
	}
}
