package source

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// TestDecode decodes text that CPython decodes.
func TestDecode(t *testing.T) {
	for _, test := range []struct{ data, want string }{
		{"", ""},
		{"x = 'é'\n", "x = 'é'\n"},
		{"\xef\xbb\xbfx", "x"},
		{"\xef\xbb\xbf# coding: utf-8\nx", "# coding: utf-8\nx"},
		{"a\r\nb\rc\n", "a\nb\nc\n"},
		{"# -*- coding: latin-1 -*-\n\xe9", "# -*- coding: latin-1 -*-\né"},
		{"#!/bin/python\n# vim: set fileencoding=iso-8859-15 :\n\xa4", "#!/bin/python\n# vim: set fileencoding=iso-8859-15 :\n€"},
		{"\n#coding=cp1252\n\x80", "\n#coding=cp1252\n€"},
		{"#coding:Windows-1251\n\xcf\xf0", "#coding:Windows-1251\nПр"},
		{"#coding: koi8-r\r\n\xf0", "#coding: koi8-r\nП"},
		{"#coding: US-ASCII\nx", "#coding: US-ASCII\nx"},
		{"#coding: UTF_8\n\xc3\xa9", "#coding: UTF_8\né"},
		{"#coding: utf-8-sig\nx", "#coding: utf-8-sig\nx"},
		{"#coding: euc_jp\n\xa4\xa2", "#coding: euc_jp\nあ"},
		{"#coding: shift_jis\n\x82\xa0", "#coding: shift_jis\nあ"},
		{"#coding: gbk\n\xc4\xe3", "#coding: gbk\n你"},
		{"#coding: big5\n\xa7A", "#coding: big5\n你"},
		{"#coding: euc-kr\n\xb0\xa1", "#coding: euc-kr\n가"},
		{"x = 1\n# coding: no-such\n", "x = 1\n# coding: no-such\n"}, // a cookie after code is a comment
		{"\n\n# coding: no-such\n", "\n\n# coding: no-such\n"},       // and so is one in the third line
		{"# encoding is coded\n#x", "# encoding is coded\n#x"},       // no colon, no cookie
		{"# coding coding: utf-8\n", "# coding coding: utf-8\n"},     // the second will do
		{"\f# coding: latin-1\n\xe9", "\f# coding: latin-1\né"},      // behind a form feed
	} {
		f, diag := Decode("x.py", []byte(test.data))
		if diag != nil {
			t.Errorf("%q: %v", test.data, diag)
		} else if f.Text != test.want || f.Name != "x.py" {
			t.Errorf("%q: %q, want %q", test.data, f.Text, test.want)
		}
	}
}

// TestDecodeRefuses gives bytes that CPython refuses, or that a reader could not trust.
func TestDecodeRefuses(t *testing.T) {
	const see = ", but no encoding declared; see https://peps.python.org/pep-0263/ for details"
	for _, test := range []struct{ data, want string }{
		{"x = '\xe9'\n", `Non-UTF-8 code starting with '\xe9' in file x.py on line 1` + see},
		{"\n\nx = '\xff'\n", `Non-UTF-8 code starting with '\xff' in file x.py on line 3` + see},
		{"\xff\xfex\x00", `Non-UTF-8 code starting with '\xff' in file x.py on line 1` + see},
		{"\xfe\xff\x00x", `Non-UTF-8 code starting with '\xfe' in file x.py on line 1` + see},
		{"'\xc0\xaf'", `Non-UTF-8 code starting with '\xc0' in file x.py on line 1` + see},     // overlong
		{"'\xed\xa0\x80'", `Non-UTF-8 code starting with '\xed' in file x.py on line 1` + see}, // a lone surrogate
		{"#coding: utf-8\n\xe9", "(unicode error) 'utf-8' codec can't decode byte 0xe9 in position 15: unexpected end of data"},
		{"x\x00", "source code cannot contain null bytes"},
		{"x = 'a\x00b'\n", "source code cannot contain null bytes"},
		{"#coding: latin-1\n\x00", "source code cannot contain null bytes"},
		{"#coding: utf-7\n", "unknown encoding: utf-7"},
		{"#coding: rot13\n", "unknown encoding: rot13"},
		{"#coding: punycode\n", "unknown encoding: punycode"},
		{"#coding: utf-16\n", "unknown encoding: utf-16"},
		{"#coding: unicode_escape\n", "unknown encoding: unicode_escape"},
		{"#coding: uft-8\n", "unknown encoding: uft-8"},
		{"\xef\xbb\xbf#coding: latin-1\n", "encoding problem: latin-1 with BOM"},
		{"#coding: ascii\n\xe9", "encoding problem: ascii: 'ascii' codec can't decode byte 0xe9 in position 15: ordinal not in range(128)"},
		{"#coding: cp1252\n\x81", "encoding problem: cp1252: 'charmap' codec can't decode byte 0x81 in position 16: character maps to <undefined>"},
		{"#coding: euc-jp\n\xff\xff", "encoding problem: euc-jp: illegal multibyte sequence"},
	} {
		f, diag := Decode("x.py", []byte(test.data))
		if diag == nil {
			t.Errorf("%q is taken for %q", test.data, f.Text)
		} else if diag.Message != test.want || diag.Kind != SyntaxError || int(diag.To) > len(test.data) {
			t.Errorf("%q: %q, want %q", test.data, diag.Message, test.want)
		}
	}
}

// FuzzDecode asks of any bytes that they are refused with a word, or become text as the rest of the program expects it.
func FuzzDecode(f *testing.F) {
	for _, s := range []string{"", "x\r\n", "\xef\xbb\xbfx", "#coding: latin-1\n\xe9", "#coding: big5\n\xa7A", "#coding: gb18030\n\x81\x30\x81\x30", "#coding: iso-2022-jp\n\x1b$B", "\x00", "\xff\xfe"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		file, diag := Decode("fuzz.py", data)
		if diag != nil {
			if file != nil || diag.Message == "" {
				t.Fatalf("%+v and %+v", file, diag)
			}
			return
		}
		if !utf8.ValidString(file.Text) || strings.ContainsAny(file.Text, "\r\x00") {
			t.Fatalf("text %q", file.Text)
		}
	})
}
