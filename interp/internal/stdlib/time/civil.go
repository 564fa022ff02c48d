package time

// The proleptic Gregorian calendar. An ordinal counts days from 1 for 0001-01-01.

// MaxOrdinal is that of 9999-12-31.
const MaxOrdinal = 3652059

// Leap tells leap years.
func Leap(y int) bool { return y%4 == 0 && (y%100 != 0 || y%400 == 0) }

// DaysIn is the length of a month.
func DaysIn(y, m int) int {
	switch m {
	case 2:
		if Leap(y) {
			return 29
		}
		return 28
	case 4, 6, 9, 11:
		return 30
	}
	return 31
}

// daysBefore are the days of a common year before each month.
var daysBefore = [13]int{0, 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334}

// YearDay is the day of the year, from 1.
func YearDay(y, m, d int) int {
	n := daysBefore[m] + d
	if m > 2 && Leap(y) {
		n++
	}
	return n
}

// Ordinal is the ordinal of a date of the years 1 to 9999.
func Ordinal(y, m, d int) int {
	p := y - 1
	return p*365 + p/4 - p/100 + p/400 + YearDay(y, m, d)
}

// FromOrdinal is the date of an ordinal of at least 1.
func FromOrdinal(n int) (y, m, d int) {
	n--
	c400 := n / 146097
	n %= 146097
	c100 := n / 36524
	n %= 36524
	c4 := n / 1461
	n %= 1461
	c1 := n / 365
	n %= 365
	y = c400*400 + c100*100 + c4*4 + c1 + 1
	if c1 == 4 || c100 == 4 {
		return y - 1, 12, 31
	}
	m = n/31 + 1
	if m < 12 && n >= YearDay(y, m+1, 1)-1 {
		m++
	}
	return y, m, n - YearDay(y, m, 1) + 2
}

// Weekday is the day of the week of an ordinal, Monday 0.
func Weekday(ordinal int) int { return ((ordinal+6)%7 + 7) % 7 }

// isoWeek1 is the ordinal of the Monday that begins the first week of a year.
func isoWeek1(y int) int {
	first := Ordinal(y, 1, 1)
	monday := first - Weekday(first)
	if Weekday(first) > 3 {
		monday += 7
	}
	return monday
}

// ISO is the year, week and day of the week of ISO 8601.
func ISO(y, m, d int) (year, week, day int) {
	n := Ordinal(y, m, d)
	year = y
	monday := isoWeek1(y)
	switch {
	case n < monday:
		year--
		monday = isoWeek1(year)
	case year < 9999 && n >= isoWeek1(year+1):
		year++
		monday = isoWeek1(year)
	case year == 9999 && (n-monday)/7 >= 52 && Weekday(MaxOrdinal) < 3 && n-monday >= 52*7:
		year++
		monday = n - Weekday(n)
	}
	return year, (n-monday)/7 + 1, (n-monday)%7 + 1
}

// FromISO is the ordinal of a day of a week; ok is false where the year has no such week.
func FromISO(year, week, day int) (ordinal int, ok bool) {
	if week < 1 || week > 53 {
		return 0, false
	}
	if week == 53 {
		first := Weekday(Ordinal(year, 1, 1))
		if first != 3 && !(first == 2 && Leap(year)) {
			return 0, false
		}
	}
	return isoWeek1(year) + (week-1)*7 + day - 1, true
}
