package gpython

import (
	"strings"
	"testing"

	"github.com/assay-score/assay/interp"
)

// reRows pairs expressions with what CPython makes of them: their repr, or the exception's type and message.
var reRows = []struct{ expr, want string }{
	{`re.split(r'[.?!]\s*', 'I am bored. Is it? Yes! ')`, `['I am bored', 'Is it', 'Yes', '']`},
	{`re.split(r'(,)|(;)', 'a,b;c')`, `['a', ',', None, 'b', None, ';', 'c']`},
	{`re.split(r'x*', 'axbc')`, `['', 'a', '', 'b', 'c', '']`},
	{`re.split(r',', 'a,b,c', maxsplit=1)`, `['a', 'b,c']`},
	{`re.split(r'\W+', 'Words, words, words.')`, `['Words', 'words', 'words', '']`},
	{`re.compile(r',').split('a,b,c', 1)`, `['a', 'b,c']`},
	{`re.findall(r'\b(\w)(\w*)', 'hello big world')`, `[('h', 'ello'), ('b', 'ig'), ('w', 'orld')]`},
	{`re.findall(r'(\d)|x', '1x2')`, `['1', '', '2']`},
	{`re.findall(rb'\w+', b'ab cd')`, `[b'ab', b'cd']`},
	{`re.findall('', 'ab')`, `['', '', '']`},
	{`re.sub(r'(\w+) (\w+)', r'\2 \1', 'hello world')`, `'world hello'`},
	{`re.sub(r'(?P<a>x)', r'[\g<a>\g<0>\g<1>]', 'axbx')`, `'a[xxx]b[xxx]'`},
	{`re.sub('x*', '-', 'abxd')`, `'-a-b--d-'`},
	{`re.sub('a', lambda m: m.group().upper() * 2, 'banana', count=2)`, `'bAAnAAna'`},
	{`re.subn('a', 'b', 'banana')`, `('bbnbnb', 3)`},
	{`re.sub('(a)|b', r'<\1>', 'ab')`, `'<a><>'`},
	{`re.sub(b'a', b'\\x00' if False else b'zz', b'banana')`, `b'bzznzznzz'`},
	{`re.sub('a', r'\n\t\\', 'xa')`, `'x\n\t\\'`},
	{`re.sub('é', 'e', 'été')`, `'ete'`},
	{`re.match(r'(?P<x>\d+)-(?P<y>\d+)?', '12-').groupdict()`, `{'x': '12', 'y': None}`},
	{`re.match(r'(?P<x>\d+)-(?P<y>\d+)?', '12-').groups()`, `('12', None)`},
	{`re.match(r'(?P<x>\d+)-(?P<y>\d+)?', '12-').groups('z')`, `('12', 'z')`},
	{`re.search('é+', 'aaéé').span()`, `(2, 4)`},
	{`[m.span() for m in re.finditer('ж.', 'aжbжж!')]`, `[(1, 3), (3, 5)]`},
	{`re.search('b', 'abc').start(), re.search('b', 'abc').end(), re.search('b', 'abc').pos, re.search('b', 'abc').endpos`, `TypeError repr() takes exactly one argument (4 given)`},
	{`re.search('(a)(b)?', 'a').regs`, `((0, 1), (0, 1), (-1, -1))`},
	{`re.search('(a)(?P<q>b)?', 'ab').lastgroup, re.search('(a)(?P<q>b)?', 'ab').lastindex, re.search('a', 'a').lastindex`, `TypeError repr() takes exactly one argument (3 given)`},
	{`re.match('a', 'ab')`, `<re.Match object; span=(0, 1), match='a'>`},
	{`re.match('a' * 60, 'a' * 60)`, `<re.Match object; span=(0, 60), match='aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa>`},
	{`re.compile('a')`, `re.compile('a')`},
	{`re.compile('a', re.I | re.M)`, `re.compile('a', re.IGNORECASE|re.MULTILINE)`},
	{`re.compile(b'a', re.I | re.A)`, `re.compile(b'a', re.IGNORECASE|re.ASCII)`},
	{`re.compile('a' * 300)`, `re.compile('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa)`},
	{`re.compile('(a)(?P<n>b)').groups, re.compile('(a)(?P<n>b)').groupindex['n'], re.compile('(?i)a').flags, re.compile('a').pattern`, `TypeError repr() takes exactly one argument (4 given)`},
	{`re.compile('a') is re.compile('a'), re.compile('a') == re.compile('b')`, `TypeError repr() takes exactly one argument (2 given)`},
	{`re.escape('a.b*c-d e#f&g~\n')`, `'a\\.b\\*c\\-d\\ e\\#f\\&g\\~\\\n'`},
	{`re.escape(b'a.b')`, `b'a\\.b'`},
	{`bool(re.match('', '')), re.match('x', 'y')`, `TypeError repr() takes exactly one argument (2 given)`},
	{`re.fullmatch('a|ab', 'ab').group()`, `'ab'`},
	{`re.compile('b').match('abc', 1).span(), re.compile('^b').search('abc', 1), re.compile('c$').search('abcd', 0, 3).span()`, `TypeError repr() takes exactly one argument (3 given)`},
	{`re.compile('a').search(string='ba', pos=0)`, `<re.Match object; span=(1, 2), match='a'>`},
	{`re.match('(a)(b)', 'ab').group(1, 2, 0), re.match('(a)(b)', 'ab')[2], re.match('(?P<z>a)', 'a')['z']`, `TypeError repr() takes exactly one argument (3 given)`},
	{`re.match('(a)(b)', 'ab').expand(r'\2-\1-\g<0>')`, `'b-a-ab'`},
	{`type(re.match('a', 'a')), type(re.compile('a')), re.error, re.error is re.PatternError`, `TypeError repr() takes exactly one argument (4 given)`},
	{`isinstance(re.compile('a'), re.Pattern), isinstance(re.match('a', 'a'), re.Match)`, `TypeError repr() takes exactly one argument (2 given)`},
	{`re.match('a', 'a').re.pattern, re.match('a', 'ab').string`, `TypeError repr() takes exactly one argument (2 given)`},
	{`re.compile('[')`, `PatternError unterminated character set at position 0`},
	{`re.compile('(')`, `PatternError missing ), unterminated subpattern at position 0`},
	{`re.compile('a\n(b')`, `PatternError missing ), unterminated subpattern at position 2 (line 2, column 1)`},
	{`re.compile('*')`, `PatternError nothing to repeat at position 0`},
	{`re.compile('a**')`, `PatternError multiple repeat at position 2`},
	{`re.compile('(?P<1>a)')`, `PatternError bad character in group name '1' at position 4`},
	{`re.compile('(?<=a+)b')`, `PatternError look-behind requires fixed-width pattern`},
	{`re.compile(r'\1')`, `PatternError invalid group reference 1 at position 1`},
	{`re.compile('a{99999999999}')`, `OverflowError the repetition number is too large`},
	{`re.compile('a', re.L)`, `ValueError cannot use LOCALE flag with a str pattern`},
	{`re.compile(5)`, `TypeError first argument must be string or compiled pattern`},
	{`re.compile(['a'])`, `TypeError unhashable type: 'list'`},
	{`re.compile(re.compile('a'), re.I)`, `ValueError cannot process flags argument with a compiled pattern`},
	{`re.match('a', b'a')`, `TypeError cannot use a string pattern on a bytes-like object`},
	{`re.match(b'a', 'a')`, `TypeError cannot use a bytes pattern on a string-like object`},
	{`re.match('a', 5)`, `TypeError expected string or bytes-like object, got 'int'`},
	{`re.match('a', 'a').group(1)`, `IndexError no such group`},
	{`re.match('a', 'a').group('x')`, `IndexError no such group`},
	{`re.sub('a', r'\2', 'a')`, `PatternError invalid group reference 2 at position 1`},
	{`re.sub('a', r'\g<x>', 'a')`, `IndexError unknown group name 'x'`},
	{`re.sub('a', r'\q', 'a')`, `PatternError bad escape \q at position 0`},
	{`re.sub('a', 5, 'a')`, `TypeError decoding to str: need a bytes-like object, int found`},
	{`re.sub('a', lambda m: 5, 'a')`, `TypeError sequence item 0: expected str instance, int found`},
	{`re.sub('a', lambda m: None, 'bab')`, `'bb'`},
	{`re.compile('a').foo`, `AttributeError 're.Pattern' object has no attribute 'foo'`},
	{`re.match('a', 'a').__dict__`, `AttributeError 're.Match' object has no attribute '__dict__'`},
	{`re.Pattern()`, `TypeError cannot create 're.Pattern' instances`},
	{`re.match(r'(?i)straße', 'STRASSE'), re.match('(?i)ſ', 'S').group(), re.match('(?i)[a-z]+', 'KıſX').group()`, `TypeError repr() takes exactly one argument (3 given)`},
	{`re.findall(r'\d+', 'x٣4²')`, `['٣4']`},
	{`re.findall(r'(?a)\w+', 'aé b')`, `['a', 'b']`},
	{`re.sub(r'(?m)^', '> ', 'a\nb')`, `'> a\n> b'`},
	{`re.split('(?=b)', 'abab')`, `['a', 'ba', 'b']`},
	{`list(re.finditer('a', 'aba'))`, `[<re.Match object; span=(0, 1), match='a'>, <re.Match object; span=(2, 3), match='a'>]`},
	{`next(re.finditer('a', 'xa')).start()`, `1`},
	{`re.sub(r'\s+', ' ', '  a \n b  ').strip()`, `'a b'`},
	{`re.findall(r'[A-Z][a-z]*', 'CamelCaseString')`, `['Camel', 'Case', 'String']`},
	{`re.match(r'^([a-z0-9_.+-]+)@([a-z]+\.[a-z.]+)$', 'foo.bar@example.co.uk').groups()`, `('foo.bar', 'example.co.uk')`},
	{`re.findall(r'(?<!\d)(\d{3})(?!\d)', '123 4567 890')`, `['123', '890']`},
	{`re.match(r'(a+)+$', 'aaaa').groups()`, `('aaaa',)`},
	{`re.compile(r'(?x) a # c' + '\n b').match('ab').span()`, `(0, 2)`},
	{`[x if x else None for x in re.split('(a)?b', 'xbab')]`, `['x', None, None, 'a', None]`},
	{`{re.compile('q'): 1}[re.compile('q')]`, `1`},
	{`re.purge()`, `None`},
	{`re.match('a', 'a') == re.match('a', 'a')`, `False`},
	{`re.subn('(?:)', '-', 'éa')`, `('-é-a-', 3)`},
	{`re.sub('a', 'b', 'aaa', 1), re.sub('a', 'b', 'aaa', count=-1)`, `TypeError repr() takes exactly one argument (2 given)`},
	{`re.compile('a').sub('b', 'aaa', 2)`, `'bba'`},
	{`re.compile('(a)').findall('banana', 2), re.compile('a').findall('banana', 2, 4)`, `TypeError repr() takes exactly one argument (2 given)`},
	{`[m.start() for m in re.compile('a').finditer('banana', -5, 99)]`, `[1, 3, 5]`},
}

func TestRe(t *testing.T) {
	var b strings.Builder
	b.WriteString("import re\n")
	for _, row := range reRows {
		b.WriteString("try: print(repr(" + row.expr + "))\nexcept Exception as e: print(type(e).__name__, e)\n")
	}
	o := runText(t, b.String(), interp.Limits{})
	if o.Status != interp.OK {
		t.Fatalf("%v %s %v, line %d", o.Status, o.Detail, o.Exception, o.Line)
	}
	lines := strings.Split(strings.TrimSuffix(string(o.Stdout), "\n"), "\n")
	if len(lines) != len(reRows) {
		t.Fatalf("%d lines for %d rows", len(lines), len(reRows))
	}
	for i, row := range reRows {
		if lines[i] != row.want {
			t.Errorf("%s\n got %s\nwant %s", row.expr, lines[i], row.want)
		}
	}
}

// TestReError: the exception of a bad pattern carries its place, and is caught under both of its names.
func TestReError(t *testing.T) {
	o := runText(t, `import re
try:
    re.compile("ab\n(c")
except re.error as e:
    print(e, "|", e.msg, e.pattern == "ab\n(c", e.pos, e.lineno, e.colno)
try:
    re.compile("(?<=a*)")
except re.PatternError as e:
    print(e, "|", e.pos, e.lineno, e.colno)
re.compile("[")
`, interp.Limits{})
	const want = "missing ), unterminated subpattern at position 3 (line 2, column 1) | missing ), unterminated subpattern True 3 2 1\n" +
		"look-behind requires fixed-width pattern | None None None\n"
	if string(o.Stdout) != want {
		t.Errorf("got  %s\nwant %s", o.Stdout, want)
	}
	if o.Status != interp.Raised || o.Exception.Error() != "re.PatternError: unterminated character set at position 0" {
		t.Errorf("%v %v", o.Status, o.Exception)
	}
}

// TestReLimits: hostile patterns, templates and callbacks end with a limit, and twice the same way.
func TestReLimits(t *testing.T) {
	for _, c := range []struct {
		text   string
		status interp.Status
		want   string
	}{
		{"re.match(r'(a+)+$', 'a' * 40 + '!')", interp.FuelLimit, ""},
		{"re.search('(?:a?){40}a{40}', 'a' * 39)", interp.FuelLimit, ""},
		{"re.match('(?:(?=(?:(?=a+)a|a)+b)a|a|a)+b', 'a' * 40)", interp.FuelLimit, ""},
		{"re.match('(?:(?<=(?:a|a))a|a)*c' * 3, 'a' * 400)", interp.FuelLimit, ""},
		{"re.match(r'^(a+)(a+)(a+)(a+)(a+)(a+)\\1\\2\\3\\4\\5\\6b', 'a' * 300)", interp.FuelLimit, ""},
		{"re.sub('(a+)+b', '', 'a' * 40)", interp.FuelLimit, ""},
		{"re.compile('(' * 10 ** 3)", interp.Raised, "RecursionError: maximum recursion depth exceeded"},
		{"re.compile('(?:' * 10 ** 3)", interp.Raised, "RecursionError: maximum recursion depth exceeded"},
		{"re.compile('((a{1000}){1000}){1000}').match('a' * 1000)", interp.OK, ""},
		{"re.match('(?:){4294967294}', 'a')", interp.MemoryLimit, ""},
		{"x = []\np = re.compile('(a)')\nwhile True: x.append(p.match('a'))", interp.MemoryLimit, ""},
		{"re.sub('a', 'x' * 10 ** 5, 'a' * 10 ** 4)", interp.MemoryLimit, ""},
		{"re.sub('a', lambda m: 'x' * 10 ** 5, 'a' * 10 ** 4)", interp.MemoryLimit, ""},
		{"f = lambda m: re.sub('a', f, 'a')\nf(None)", interp.Raised, "RecursionError: maximum recursion depth exceeded"},
		{"re.compile(r'\\N{DIGIT ONE}')", interp.UnsupportedUse, ""},
		// object.__setattr__ reaches attributes that the classes themselves protect.
		{"m = re.match('a', 'a')\nobject.__setattr__(m, ' spans', (5, 9))\nm.group()", interp.Raised, "TypeError: not a match any more"},
		{"m = re.match('a', 'a')\nobject.__setattr__(m, 're', 3)\nm.span()", interp.Raised, "TypeError: not a match any more"},
		{"m = re.match('(a)', 'a')\nobject.__setattr__(m, 're', re.compile('(a)(b)'))\nm.groups()", interp.Raised, "TypeError: not a match any more"},
		{"m = re.match('a', 'a')\nm.x = 1", interp.Raised, "AttributeError: 're.Match' object has no attribute 'x'"},
		{"p = re.compile('a')\np.pattern = 'b'", interp.Raised, "AttributeError: 're.Pattern' object has no attribute 'pattern'"},
	} {
		limits := interp.Limits{Fuel: 2_000_000, Memory: 4 << 20}
		o := runText(t, "import re\n"+c.text, limits)
		again := runText(t, "import re\n"+c.text, limits)
		if o.Status != c.status || c.want != "" && o.Exception.Error() != c.want {
			t.Errorf("%s: %v %s %v, want %v %s", c.text, o.Status, o.Detail, o.Exception, c.status, c.want)
		}
		if o.Fuel != again.Fuel || o.PeakMemory != again.PeakMemory || o.Detail != again.Detail {
			t.Errorf("%s: two runs differ: %d and %d units, %d and %d bytes", c.text, o.Fuel, again.Fuel, o.PeakMemory, again.PeakMemory)
		}
	}
}

// TestReDropped: patterns whose programs were dropped from the bounded store work on, as do matches and iterators of theirs.
func TestReDropped(t *testing.T) {
	o := runText(t, `import re
p = re.compile("(?P<n>a)(b)?")
m = p.search("xab")
it = p.finditer("abéa")
print(next(it).span())
for i in range(1500):
    re.compile("x" + str(i))
print(m.group("n"), m.span(2), m.re is p, p.groups, p.groupindex, p == re.compile("(?P<n>a)(b)?"), next(it).span(), next(it, None))
re.purge()
print(m.groups(), p.match("a").groups(), p)
`, interp.Limits{})
	const want = "(0, 2)\na (2, 3) True 2 {'n': 1} True (3, 4) None\n('a', 'b') ('a', None) re.compile('(?P<n>a)(b)?')\n"
	if got := string(o.Stdout); got != want || o.Status != interp.OK {
		t.Errorf("%v %v\n%s", o.Status, o.Exception, got)
	}
}
