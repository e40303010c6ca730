package text

import (
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"example.org/rapporteur"
)

// months are the beginnings of the names of months, in small letters, in the
// languages of the outlets that are read; what stands for a month in one stands
// for no other in another.
var months = map[string]int{}

func init() {
	for _, names := range []string{
		"jan feb mar apr may jun jul aug sep oct nov dec",              // English
		"janv févr mars avr mai juin juil août sept oct nov déc",       // French
		"jän febr mär apr mai jun jul aug sept okt nov dez",            // German
		"ene febr marz abr mayo jun jul ago set oct nov dic",           // Spanish
		"jane fev març abri maio junh julh agos sete out nove dez",     // Portuguese
		"genn febb marzo apri magg giug lugl agos sett ott nove dice",  // Italian
		"янв фев мар апр мая июн июл авг сен окт ноя дек",              // Russian
		"січ лют бер кві трав черв лип серп вер жовт лист груд",        // Ukrainian
		"sty lut marc kwi maja cze lip sie wrz paź lis gru",            // Polish
		"januari feb maret apri mei juni juli agus sept okto nove des", // Indonesian
		"ม.ค ก.พ มี.ค เม.ย พ.ค มิ.ย ก.ค ส.ค ก.ย ต.ค พ.ย ธ.ค",           // Thai
		"มกรา กุมภา มีนา เมษา พฤษภา มิถุนา กรกฎา สิงหา กันยา ตุลา พฤศจิกา ธันวา",     // Thai
		"ມັງກອນ ກຸມພາ ມີນາ ເມສາ ພຶດສະພາ ມິຖຸນາ ກໍລະກົດ ສິງຫາ ກັນຍາ ຕຸລາ ພະຈິກ ທັນວາ", // Lao
		"មករា កុម្ភៈ មីនា មេសា ឧសភា មិថុនា កក្កដា សីហា កញ្ញា តុលា វិច្ឆិកា ធ្នូ",     // Khmer
		"يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر", // Arabic
	} {
		for i, name := range strings.Fields(names) {
			months[name] = i + 1
		}
	}
}

// month returns the month that a word names, or 0: the longest of the beginnings
// that are known decides.
func month(word string) int {
	word = strings.ToLower(strings.TrimRight(word, "."))
	for i := len(word); i > 0; i-- {
		if n, ok := months[word[:i]]; ok {
			return n
		}
	}
	return 0
}

const (
	aYear  = `((?:19|20|25)[0-9]{2})` // to 2599: Thailand counts from 543 BCE
	aDay   = `([0-9]{1,2})(?:st|nd|rd|th|er|º|\.)?`
	aMonth = `(\pL[\pL\pM.]{2,14})`
)

// The forms in which pages print a day.
var (
	isoDay      = regexp.MustCompile(`\b(?:19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}(?:T|\b)`)
	dayMonth    = regexp.MustCompile(`\b` + aDay + `[ \-\x{a0}]+(?:de |del )?` + aMonth + `,?[ \-\x{a0}]+(?:de |del |năm |พ\.ศ\. ?)?` + aYear + `\b`)
	monthDay    = regexp.MustCompile(`(?:^|[^\pL])` + aMonth + `[ \x{a0}]+` + aDay + `,?[ \x{a0}]+` + aYear + `\b`)
	numbered    = regexp.MustCompile(`\b([0-9]{1,2}) (?:tháng|month) ([0-9]{1,2}),? (?:năm )?` + aYear + `\b`)
	yearFirst   = regexp.MustCompile(`\b((?:19|20)[0-9]{2})[ ]?[./年년-][ ]?([0-9]{1,2})[ ]?[./月월-][ ]?([0-9]{1,2})(?:[^0-9]|$)`)
	era         = regexp.MustCompile(`(令和|平成)([0-9]{1,2}|元)年([0-9]{1,2})月([0-9]{1,2})日`)
	slashedDate = regexp.MustCompile(`\b([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]` + aYear + `\b`)
)

// changed matches words that stand before the day of a later change.
var changed = regexp.MustCompile(`(?i)(?:updated?|modified|reviewed|cập nhật|mis à jour|modifié|actualizad[oa]|atualizado|aktualisiert|обновлен\pL*|изменен\pL*|更新|最終更新|수정|แก้ไข|zuletzt geändert)[\pL\s:(]{0,25}$`)

// A printed day and where in the line it stands.
type printed struct {
	at  int
	day rapporteur.Date
}

// printedDate returns the day that a dateline of a page prints, such as
// "Thursday, 06/03/2025 10:15" in Vietnamese, or the zero date. Of several, one
// that is not said to be of a change goes first. Where the language leaves open
// whether the day or the month comes first, and the numbers do not tell, it is
// not known.
func printedDate(s, lang string) rapporteur.Date {
	var found []printed
	add := func(at int, d rapporteur.Date) {
		if !d.IsZero() {
			found = append(found, printed{at, d})
		}
	}
	for _, at := range isoDay.FindAllStringIndex(s, 5) {
		d, _ := ParsePublished(strings.TrimSuffix(s[at[0]:at[1]], "T"))
		add(at[0], d)
	}
	for _, f := range []struct {
		form             *regexp.Regexp
		year, month, day int
	}{{dayMonth, 3, 2, 1}, {monthDay, 3, 1, 2}, {numbered, 3, 2, 1}, {yearFirst, 1, 2, 3}} {
		for _, m := range f.form.FindAllStringSubmatchIndex(s, 5) {
			part := func(i int) string { return s[m[2*i]:m[2*i+1]] }
			mon := part(f.month)
			if unicode.IsLetter([]rune(mon)[0]) {
				mon = strconv.Itoa(month(mon))
			}
			add(m[0], numbers(common(part(f.year)), mon, part(f.day)))
		}
	}
	for _, m := range era.FindAllStringSubmatchIndex(s, 5) {
		n, _ := strconv.Atoi(strings.ReplaceAll(s[m[4]:m[5]], "元", "1"))
		add(m[0], numbers(strconv.Itoa(n+map[string]int{"令和": 2018, "平成": 1988}[s[m[2]:m[3]]]), s[m[6]:m[7]], s[m[8]:m[9]]))
	}
	for _, m := range slashedDate.FindAllStringSubmatchIndex(s, 5) {
		add(m[0], slashed(s[m[2]:m[3]], s[m[4]:m[5]], common(s[m[6]:m[7]]), lang))
	}
	slices.SortStableFunc(found, func(x, y printed) int { return x.at - y.at })
	for _, p := range found {
		if !changed.MatchString(s[:p.at]) {
			return p.day
		}
	}
	if len(found) > 0 {
		return found[0].day
	}
	return rapporteur.Date{}
}

// common returns the year of the common era of a year as printed.
func common(year string) string {
	if n, err := strconv.Atoi(year); err == nil && n >= 2500 {
		return strconv.Itoa(n - 543)
	}
	return year
}

// slashed returns the day of three numbers.
func slashed(first, second, year, lang string) rapporteur.Date {
	dayFirst, monthFirst := numbers(year, second, first), numbers(year, first, second)
	switch {
	case dayFirst.IsZero() || dayFirst.String() == monthFirst.String():
		return monthFirst
	case monthFirst.IsZero():
		return dayFirst
	}
	switch lang = languageTag(lang); {
	case lang == "en-US":
		return monthFirst
	case lang == "" || lang == "en":
		return rapporteur.Date{}
	}
	return dayFirst
}

// regional returns the language of a page with the region that its address
// shows, if the language is English and has none: where the day comes first
// depends on it.
func regional(lang, address string) string {
	if languageTag(lang) != "en" && lang != "" {
		return lang
	}
	u, err := url.Parse(address)
	if err != nil {
		return lang
	}
	host := strings.ToLower(u.Hostname())
	domain := host[strings.LastIndex(host, ".")+1:]
	switch {
	case domain == "gov" || domain == "mil":
		return "en-US"
	case len(domain) == 2 && languageTag("en-"+strings.ToUpper(domain)) != "":
		return "en-" + strings.ToUpper(domain)
	}
	return lang
}
