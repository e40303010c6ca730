package mail

import (
	"regexp"
	"strings"
)

var (
	// "-----Original Message-----" and its like in other languages.
	originalMark = regexp.MustCompile(`^-{2,} ?(?:Original Message|Original-Nachricht|Ursprüngliche Nachricht|Message d'origine|Mensaje original|Thư gốc|Исходное сообщение) ?-{2,}$`)
	// "---------- Forwarded message ---------" and its like.
	forwardMark = regexp.MustCompile(`^(?:-{2,} ?(?:Forwarded message|Weitergeleitete Nachricht|Message transféré|Mensaje reenviado|Thư được chuyển tiếp|Пересылаемое сообщение) ?-{2,}|Begin forwarded message:)$`)
	// The fields that mail programs write over a message that they quote whole.
	quotedField = regexp.MustCompile(`^\*?(?:From|Sent|Date|To|Cc|Subject|Reply-To|Von|Gesendet|An|Betreff|De|Envoyé|À|Objet|Từ|Ngày|Gửi|Đến|Chủ đề|Tiêu đề)\*?\s?:\*?(?:\s|$)`)
	// The line over a quotation: "On 5 March 2025, Example wrote:".
	announcement = regexp.MustCompile(`(?:[0-9@]|wrote|écrit|schrieb|escribió|viết|писал).*:$`)
	announced    = regexp.MustCompile(`^(?:On|Le|Am|El|Vào|Em|Il)\s.*[0-9]`)
	rule         = regexp.MustCompile(`^[-_=*~#]{3,}$`)
	blank        = regexp.MustCompile(`\n{3,}`)
)

// Own returns the words of a message's text that its author wrote or sent on:
// without lines quoted with ">" and the line that announces them, without the
// message that is answered below one's own, and without the signature.
func Own(s string) string {
	lines := strings.Split(strings.ReplaceAll(s, "\r", ""), "\n")
	var kept []string
	has := false // words of one's own so far
	for i := 0; i < len(lines); i++ {
		l := strings.TrimRight(lines[i], " \t")
		fields := quotedFields(lines[i:])
		switch {
		case l == "--": // RFC 3676, section 4.3
			return join(kept)
		case originalMark.MatchString(l) || forwardMark.MatchString(l) || fields >= 3:
			if has && !forwardMark.MatchString(l) {
				return join(kept) // the message that is answered
			}
			if fields == 0 {
				for i+1 < len(lines) && strings.TrimSpace(lines[i+1]) == "" {
					i++
				}
				i += quotedFields(lines[i+1:])
			} else {
				i += fields - 1
			}
		case strings.HasPrefix(strings.TrimLeft(l, " "), ">"):
			kept = withoutAnnouncement(kept)
		case rule.MatchString(l):
			kept = append(kept, "")
		default:
			has = has || l != ""
			kept = append(kept, l)
		}
	}
	return join(kept)
}

// quotedFields returns how many lines there begin with the fields of a quoted message.
func quotedFields(lines []string) int {
	n := 0
	for n < len(lines) && n < 12 && quotedField.MatchString(strings.TrimSpace(lines[n])) {
		n++
	}
	return n
}

// withoutAnnouncement drops the line over a quotation, which may be broken in two.
func withoutAnnouncement(kept []string) []string {
	n := len(kept)
	for n > 0 && kept[n-1] == "" {
		n--
	}
	if n == 0 || !announcement.MatchString(kept[n-1]) && !(n > 1 && strings.HasSuffix(kept[n-1], ":") && announced.MatchString(kept[n-2])) {
		return kept
	}
	if !announced.MatchString(kept[n-1]) && n > 1 && announced.MatchString(kept[n-2]) {
		n--
	}
	return kept[:n-1]
}

func join(lines []string) string {
	return strings.TrimSpace(blank.ReplaceAllString(strings.Join(lines, "\n"), "\n\n"))
}
