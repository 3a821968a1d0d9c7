package kit

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"casefolio/app/fault"
)

// The languages of the window.
const (
	Chinese = "zh"
	English = "en"
)

// languageKey is a text of the files that names their own language.
const languageKey = "kit.language"

// locales are the names of the toolkit's own translations.
func locales() []fyne.Locale {
	return []fyne.Locale{
		"zh", "zh-Hans", "zh-Hant", "cs", "de", "el", "es", "fr", "ja", "pl", "pt", "pt-BR", "ru", "sv", "ta", "uk",
	}
}

// LoadTranslations puts the texts of "translations" in force. language is "zh",
// "en" or "" for the system's: Chinese where the system is Chinese, English
// otherwise. It may be called again to change the language; what is shown
// already keeps its words until it is built anew.
func LoadTranslations(files fs.FS, language string) error {
	if language != Chinese && language != English {
		language = systemLanguage()
	}
	texts, err := loadTexts(files, language)
	if err != nil {
		return err
	}
	// The toolkit follows the system and knows no other way. So the chosen
	// language goes under the system's name, and under English, where the
	// toolkit looks last.
	if err := addTexts(texts, lang.SystemLocale(), "en"); err != nil {
		return err
	}
	if lang.X(languageKey, "") == language {
		return nil
	}
	return addTexts(texts, locales()...) // a system with several languages
}

// loadTexts reads the files of one language into one.
func loadTexts(files fs.FS, language string) ([]byte, error) {
	names, err := fs.Glob(files, "translations/*."+language+".json")
	if err != nil {
		return nil, err
	}
	texts := map[string]string{}
	for _, name := range names {
		raw, err := fs.ReadFile(files, name)
		if err != nil {
			return nil, err
		}
		if err := json.Unmarshal(raw, &texts); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
	}
	if len(texts) == 0 {
		return nil, errors.New("no translations for " + language)
	}
	texts[languageKey] = language
	return json.Marshal(texts)
}

func addTexts(texts []byte, names ...fyne.Locale) error {
	for _, l := range names {
		if err := lang.AddTranslationsForLocale(texts, l); err != nil {
			return err
		}
	}
	return nil
}

func systemLanguage() string {
	if strings.HasPrefix(strings.ToLower(lang.SystemLocale().String()), Chinese) {
		return Chinese
	}
	return English
}

// Language is the language in force, "zh" or "en".
func Language() string {
	if lang.X(languageKey, "") == Chinese {
		return Chinese
	}
	return English
}

// T is the text of key in the language in force. args are pairs of placeholder
// name and value. A missing key shows as itself.
func T(key string, args ...string) string {
	if len(args) < 2 {
		return lang.X(key, key)
	}
	data := make(map[string]string, len(args)/2)
	for i := 0; i+1 < len(args); i += 2 {
		data[args[i]] = args[i+1]
	}
	return lang.X(key, key, data)
}

// Has tells whether key has a text.
func Has(key string) bool { return lang.X(key, "") != "" }

// FaultText is what the seller reads about an error: a sentence and what to do
// next. An error that nobody foresaw gets a general sentence; its cause is for
// the log.
func FaultText(err error) (sentence, hint string) {
	f := fault.Of(err)
	if f == nil {
		return "", ""
	}
	code := f.Code
	if !Has("fault." + code) {
		code = "unexpected"
	}
	args := make([]string, 0, 2*len(f.Args))
	for name, value := range f.Args {
		args = append(args, name, value)
	}
	sentence = T("fault."+code, args...)
	if Has("fault." + code + ".hint") {
		hint = T("fault."+code+".hint", args...)
	}
	return sentence, hint
}
