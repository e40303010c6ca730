package when

// cadences are the single words that tell how often something recurs.
var cadences = set("annually", "annual", "yearly", "monthly", "weekly", "quarterly", "biennial", "biennially", "biannual", "biannually", "fortnightly", "semiannual", "semiannually")

var timesA = set("once", "twice", "thrice")

// cadence reads "annually", "every two years", "twice a year", "each spring".
func (r *reader) cadence(i int) (found, bool) {
	f := found{start: i, role: RoleCadence}
	switch w := r.low(i); {
	case cadences[w] && !r.hyphened(i+1):
		f.end = i + 1
		if r.hyphened(i-1) && (r.low(i-2) == "semi" || r.low(i-2) == "bi") {
			f.start = i - 2
		}
		return f, true
	case timesA[w], r.low(i+1) == "times":
		j := i + 1
		if !timesA[w] {
			if _, _, _, ok := r.number(i); !ok {
				return f, false
			}
			j++
		}
		if a := r.low(j); (a == "a" || a == "per" || a == "every" || a == "each") && units[r.low(j+1)] != "" {
			f.end = j + 2
			return f, true
		}
		return r.everyFrom(i, j)
	case w == "every", w == "each":
		return r.everyFrom(i, i)
	}
	return f, false
}

// everyFrom reads "every two years" at token j for an expression that starts at i.
func (r *reader) everyFrom(i, j int) (found, bool) {
	f := found{start: i, role: RoleCadence}
	if r.low(j) != "every" && r.low(j) != "each" {
		return f, false
	}
	j++
	if r.low(j) == "other" || r.low(j) == "second" || r.low(j) == "third" {
		j++
	} else if _, e, _, ok := r.number(j); ok {
		j = e
	}
	_, day, isDay := r.weekday(j)
	_, month, _, isMonth := r.month(j)
	switch {
	case isDay:
		f.end = day
	case isMonth:
		f.end = month
	case units[r.low(j)] != "" || seasonNumbers[r.low(j)] != 0:
		f.end = j + 1
	default:
		return f, false
	}
	return f, true
}
