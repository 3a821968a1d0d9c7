package letter_test

import (
	"encoding/json"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"casefolio/app/dossier/letter"
	"casefolio/app/programmes"
)

const common = `{"placeholders":[{"id":"order","names":{"zh":"单","en":"Order"}},{"id":"shop","names":{"zh":"店","en":"Shop"},"supplier":true}],
	"supplier_evidence":["damage_photos"],
	"parts":{"end":[{"texts":{"zh":"{shop}","en":"{shop}"}}]}}`

const one = `{"id":"t","topic":"refund","to":"platform","names":{"zh":"名","en":"N"},"when":{"zh":"时","en":"W"},"rests":["refund_proof"],
	"paragraphs":[{"needs":["refund_proof|reply"],"facts":["order"],"texts":{"zh":"{order}（{e:refund_proof|reply}）","en":"{order} ({e:refund_proof|reply})"}},{"use":"end"}]}`

func load(t *testing.T, common, template string) error {
	t.Helper()
	rules, err := programmes.Load(os.DirFS("../../../assets"))
	if err != nil {
		t.Fatal(err)
	}
	files := fstest.MapFS{"letters/common.json": {Data: []byte(common)}}
	for _, topic := range []string{"not_received", "not_as_described", "damaged", "refund", "duplicate", "unauthorised", "customs", "carrier", "supplier"} {
		text := `{"templates":[]}`
		if topic == "refund" {
			text = `{"templates":[` + template + `]}`
		}
		files["letters/"+topic+".json"] = &fstest.MapFile{Data: []byte(text)}
	}
	_, err = letter.Load(files, rules)
	return err
}

func TestLoadRefuses(t *testing.T) {
	if err := load(t, common, one); err != nil {
		t.Fatal(err)
	}
	for name, edit := range map[string][2]string{
		"syntax":              {`{"id"`, `{{`},
		"no id":               {`"id":"t"`, `"id":""`},
		"unknown topic":       {`"refund","to"`, `"x","to"`},
		"unknown recipient":   {`"platform"`, `"x"`},
		"no name":             {`"en":"N"`, `"en":""`},
		"no advice":           {`"zh":"时"`, `"zh":" "`},
		"rests on nothing":    {`["refund_proof"]`, `[]`},
		"unknown evidence":    {`"rests":["refund_proof"]`, `"rests":["x"]`},
		"unknown need":        {`"needs":["refund_proof|reply"]`, `"needs":["x"]`},
		"not needed":          {`"needs":["refund_proof|reply"],`, ``},
		"unknown part":        {`"use":"end"`, `"use":"x"`},
		"unknown fact":        {`"facts":["order"]`, `"facts":["x"]`},
		"unknown placeholder": {`{order} (`, `{odrer} (`},
		"tokens differ":       {`{order} (`, `(`},
		"no text":             {`"en":"{order} ({e:refund_proof|reply})"`, `"en":" "`},
		"evidence of a buyer": {`"platform"`, `"supplier"`},
	} {
		if load(t, common, strings.Replace(one, edit[0], edit[1], 1)) == nil {
			t.Errorf("%s was accepted", name)
		}
	}
	if load(t, common, one+","+one) == nil {
		t.Error("an id that stands twice was accepted")
	}
	if load(t, strings.Replace(common, `"en":"Shop"`, `"en":""`, 1), one) == nil {
		t.Error("a placeholder without a name was accepted")
	}
	supplier := strings.NewReplacer(`"platform"`, `"supplier"`, "refund_proof|reply", "damage_photos", "refund_proof", "damage_photos").Replace(one)
	if load(t, common, supplier) == nil {
		t.Error("a supplier reads the order number")
	}
	if err := load(t, common, strings.ReplaceAll(strings.ReplaceAll(supplier, "{order}", "{shop}"), `"order"`, `"shop"`)); err != nil {
		t.Error(err)
	}
}

// The shipped texts promise nothing that they cannot prove, accuse nobody and
// admit nothing.
func TestTone(t *testing.T) {
	b := newBench(t)
	for _, tpl := range b.Letters.Templates() {
		raw, err := json.Marshal(tpl)
		if err != nil {
			t.Fatal(err)
		}
		for _, word := range []string{
			"fraud", "authentic", "genuine", "liar", "lie ", "legal action", "lawsuit", "our fault", "we apologi", "guarantee", "as soon as possible",
			"欺诈", "诈骗", "恶意", "撒谎", "法律责任", "起诉", "我方过错", "抱歉", "真实有效", "保证", "尽快",
		} {
			if strings.Contains(strings.ToLower(string(raw)), word) {
				t.Errorf("%s says %q", tpl.ID, word)
			}
		}
	}
}
