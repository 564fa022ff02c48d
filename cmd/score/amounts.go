package main

import (
	"fmt"
	"math"
	"math/big"
	"strconv"
	"strings"
	"time"
)

// The values of flags that count something. Each is a pflag.Value that takes what people write: 1e9, 1_000_000_000,
// 256MiB, 60s. A limit of nothing is refused: it could only be a mistake.

// count is a number of things: "1000", "1_000_000", "1e9".
type count uint64

func (c *count) String() string { return strconv.FormatUint(uint64(*c), 10) }
func (c *count) Type() string   { return "N" }

func (c *count) Set(s string) error {
	n, err := wholeNumber(s, 1)
	if err != nil {
		return fmt.Errorf("expected a number from 1 on, such as 1000000, 1_000_000 or 1e6")
	}
	*c = count(n)
	return nil
}

// size is a number of bytes: "1048576", "256MiB", "1.5GB".
type size uint64

func (c *size) Type() string { return "BYTES" }

func (c *size) String() string {
	for _, u := range sizeUnits {
		if u.bytes > 1 && u.bytes&(u.bytes-1) == 0 && *c > 0 && uint64(*c)%u.bytes == 0 {
			return strconv.FormatUint(uint64(*c)/u.bytes, 10) + u.name
		}
	}
	return strconv.FormatUint(uint64(*c), 10)
}

var sizeUnits = []struct {
	name  string
	bytes uint64
}{
	{"GiB", 1 << 30}, {"MiB", 1 << 20}, {"KiB", 1 << 10}, {"GB", 1e9}, {"MB", 1e6}, {"KB", 1e3}, {"G", 1 << 30}, {"M", 1 << 20}, {"K", 1 << 10}, {"B", 1},
}

func (c *size) Set(s string) error {
	number, unit := strings.TrimSpace(s), uint64(1)
	for _, u := range sizeUnits {
		if len(number) > len(u.name) && strings.EqualFold(number[len(number)-len(u.name):], u.name) {
			number, unit = strings.TrimSpace(number[:len(number)-len(u.name)]), u.bytes
			break
		}
	}
	n, err := wholeNumber(number, unit)
	if err != nil {
		return fmt.Errorf("expected a number of bytes from 1 on, such as 64MiB, 1GiB or 1048576")
	}
	*c = size(n)
	return nil
}

// wholeNumber reads a decimal number, perhaps with a fraction, an exponent and underscores, times a unit. What comes out
// must be whole, at least 1 and fit.
func wholeNumber(s string, unit uint64) (uint64, error) {
	plain := strings.ReplaceAll(s, "_", "")
	if plain == "" || len(plain) > 40 || strings.Trim(plain, "0123456789.eE+") != "" || strings.HasPrefix(s, "_") || strings.HasSuffix(s, "_") {
		return 0, strconv.ErrSyntax
	}
	if mantissa, exponent, ok := strings.Cut(strings.ToLower(plain), "e"); ok {
		// A short text must not become a long number.
		if n, err := strconv.Atoi(exponent); err != nil || n > 30 || mantissa == "" {
			return 0, strconv.ErrSyntax
		}
	}
	r, ok := new(big.Rat).SetString(plain)
	if !ok {
		return 0, strconv.ErrSyntax
	}
	r.Mul(r, new(big.Rat).SetInt(new(big.Int).SetUint64(unit)))
	if !r.IsInt() || !r.Num().IsUint64() || r.Num().Uint64() == 0 || r.Num().Uint64() > math.MaxInt64 {
		return 0, strconv.ErrRange
	}
	return r.Num().Uint64(), nil
}

// duration is a time: "60s", "1m30s", "60" for seconds.
type duration time.Duration

func (d *duration) String() string {
	s := time.Duration(*d).String()
	if strings.HasSuffix(s, "m0s") {
		s = strings.TrimSuffix(s, "0s")
	}
	if strings.HasSuffix(s, "h0m") {
		s = strings.TrimSuffix(s, "0m")
	}
	return s
}

func (d *duration) Type() string { return "TIME" }

func (d *duration) Set(s string) error {
	parsed, err := time.ParseDuration(s)
	if seconds, bare := strconv.ParseFloat(s, 64); err != nil && bare == nil {
		parsed, err = time.Duration(seconds*float64(time.Second)), nil
		if seconds > 1e9 {
			err = strconv.ErrRange
		}
	}
	if err != nil || parsed <= 0 {
		return fmt.Errorf("expected a time above 0, such as 60s, 1m30s or 0.5s")
	}
	*d = duration(parsed)
	return nil
}

// bounded is a whole number between two bounds.
type bounded struct {
	value    int
	from, to int
}

func (b *bounded) String() string { return strconv.Itoa(b.value) }
func (b *bounded) Type() string   { return "N" }

func (b *bounded) Set(s string) error {
	n, err := strconv.Atoi(strings.ReplaceAll(s, "_", ""))
	if err != nil || n < b.from || n > b.to {
		return fmt.Errorf("expected a number from %d to %d", b.from, b.to)
	}
	b.value = n
	return nil
}

// seed is any number of 64 bits.
type seed uint64

func (v *seed) String() string { return strconv.FormatUint(uint64(*v), 10) }
func (v *seed) Type() string   { return "N" }

func (v *seed) Set(s string) error {
	n, err := strconv.ParseUint(strings.ReplaceAll(s, "_", ""), 0, 64)
	if err != nil {
		return fmt.Errorf("expected a number from 0 to %d", uint64(math.MaxUint64))
	}
	*v = seed(n)
	return nil
}

// points is a score: 0 to 100.
type points struct {
	set   bool
	value float64
}

func (v *points) String() string {
	if !v.set {
		return ""
	}
	return strconv.FormatFloat(v.value, 'f', -1, 64)
}
func (v *points) Type() string { return "POINTS" }

func (v *points) Set(s string) error {
	n, err := strconv.ParseFloat(s, 64)
	if err != nil || !(n >= 0 && n <= 100) {
		return fmt.Errorf("expected points from 0 to 100")
	}
	v.set, v.value = true, n
	return nil
}

// choice is one of some words.
type choice struct {
	value string
	of    []string
}

func (c *choice) String() string { return c.value }
func (c *choice) Type() string   { return strings.Join(c.of, "|") }

func (c *choice) Set(s string) error {
	for _, known := range c.of {
		if s == known {
			c.value = s
			return nil
		}
	}
	return fmt.Errorf("expected one of %s%s", strings.Join(c.of, ", "), suggest(s, c.of))
}
