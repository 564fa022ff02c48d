package source

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
)

// table decodes one encoding in which ASCII characters are themselves, as PEP 263 demands of source text.
type table struct {
	encoding encoding.Encoding // nil for plain ASCII
	windows  bool              // a Windows code page: bytes that Unicode maps to C1 controls are undefined to CPython
}

// tableOf finds an encoding by its label: CPython's name for it or one of CPython's aliases, in the form that
// normalLabel gives. Encodings in which text could hide from a reader (utf-7, utf-16, rot13, punycode,
// unicode-escape and the like) are no source encodings here.
func tableOf(label string) *table {
	s := strings.ReplaceAll(label, "-", "")
	switch s {
	case "ascii", "usascii", "646", "ansix3.41968", "ansix341968", "ansix3.41986", "cp367", "csascii", "ibm367", "iso646us", "iso646.irv1991", "isoir6", "us":
		return &table{}
	case "latin1", "iso88591", "l1", "latin", "8859", "cp819", "csisolatin1", "ibm819", "iso8859", "isoir100", "iso88591:1987":
		return &table{encoding: charmap.ISO8859_1}
	case "eucjp", "ujis", "ujisx":
		return &table{encoding: japanese.EUCJP}
	case "shiftjis", "sjis", "csshiftjis", "cp932", "ms932", "mskanji", "windows31j":
		return &table{encoding: japanese.ShiftJIS}
	case "iso2022jp", "csiso2022jp":
		return &table{encoding: japanese.ISO2022JP}
	case "euckr", "korean", "ksc5601", "ksc56011987", "ksx1001", "cp949", "949", "ms949", "uhc":
		return &table{encoding: korean.EUCKR}
	case "gb2312", "euccn", "eucgb2312cn", "chinese", "gb231280", "isoir58", "gbk", "936", "cp936", "ms936":
		return &table{encoding: simplifiedchinese.GBK}
	case "gb18030", "gb180302000":
		return &table{encoding: simplifiedchinese.GB18030}
	case "big5", "big5tw", "csbig5", "cp950", "950", "ms950":
		return &table{encoding: traditionalchinese.Big5}
	}
	for _, c := range charmaps {
		for _, name := range strings.Fields(c.names) {
			if name == s {
				return &table{encoding: c.encoding, windows: strings.Contains(c.names, "windows")}
			}
		}
	}
	return nil
}

// charmaps are the encodings of one byte a character.
var charmaps = []struct {
	names    string // without dashes
	encoding *charmap.Charmap
}{
	{"iso88592 latin2 l2 csisolatin2", charmap.ISO8859_2},
	{"iso88593 latin3 l3 csisolatin3", charmap.ISO8859_3},
	{"iso88594 latin4 l4 csisolatin4", charmap.ISO8859_4},
	{"iso88595 cyrillic csisolatincyrillic", charmap.ISO8859_5},
	{"iso88596 arabic csisolatinarabic", charmap.ISO8859_6},
	{"iso88597 greek greek8 csisolatingreek", charmap.ISO8859_7},
	{"iso88598 hebrew csisolatinhebrew", charmap.ISO8859_8},
	{"iso88599 latin5 l5 csisolatin5", charmap.ISO8859_9},
	{"iso885910 latin6 l6 csisolatin6", charmap.ISO8859_10},
	{"iso885913 latin7 l7", charmap.ISO8859_13},
	{"iso885914 latin8 l8", charmap.ISO8859_14},
	{"iso885915 latin9 l9", charmap.ISO8859_15},
	{"iso885916 latin10 l10", charmap.ISO8859_16},
	{"cp1250 1250 windows1250", charmap.Windows1250},
	{"cp1251 1251 windows1251", charmap.Windows1251},
	{"cp1252 1252 windows1252", charmap.Windows1252},
	{"cp1253 1253 windows1253", charmap.Windows1253},
	{"cp1254 1254 windows1254", charmap.Windows1254},
	{"cp1255 1255 windows1255", charmap.Windows1255},
	{"cp1256 1256 windows1256", charmap.Windows1256},
	{"cp1257 1257 windows1257", charmap.Windows1257},
	{"cp1258 1258 windows1258", charmap.Windows1258},
	{"cp874 windows874", charmap.Windows874},
	{"koi8r cskoi8r", charmap.KOI8R},
	{"koi8u", charmap.KOI8U},
	{"macroman macintosh mac", charmap.Macintosh},
	{"maccyrillic", charmap.MacintoshCyrillic},
	{"cp437 437 ibm437", charmap.CodePage437},
	{"cp850 850 ibm850", charmap.CodePage850},
	{"cp852 852 ibm852", charmap.CodePage852},
	{"cp855 855 ibm855", charmap.CodePage855},
	{"cp858 858 ibm858", charmap.CodePage858},
	{"cp860 860 ibm860", charmap.CodePage860},
	{"cp862 862 ibm862", charmap.CodePage862},
	{"cp863 863 ibm863", charmap.CodePage863},
	{"cp865 865 ibm865", charmap.CodePage865},
	{"cp866 866 ibm866", charmap.CodePage866},
}

// decode turns bytes into UTF-8; bad says what stands in the way.
func (t *table) decode(data []byte) (text, bad string) {
	if t.encoding == nil {
		for i, c := range data {
			if c >= utf8.RuneSelf {
				return "", fmt.Sprintf("'ascii' codec can't decode byte 0x%02x in position %d: ordinal not in range(128)", c, i)
			}
		}
		return string(data), ""
	}
	if m, ok := t.encoding.(*charmap.Charmap); ok {
		return t.decodeBytes(m, data)
	}
	out, err := t.encoding.NewDecoder().Bytes(data)
	if err != nil {
		return "", "illegal multibyte sequence"
	}
	// The decoders put U+FFFD for what they cannot read. None of the encodings but GB18030 has that character itself.
	if i := strings.IndexRune(string(out), utf8.RuneError); i >= 0 {
		return "", "illegal multibyte sequence"
	}
	return string(out), ""
}

// decodeBytes is decode for encodings of one byte a character.
func (t *table) decodeBytes(m *charmap.Charmap, data []byte) (text, bad string) {
	var b strings.Builder
	b.Grow(len(data) + len(data)/16)
	for i, c := range data {
		if c < utf8.RuneSelf {
			b.WriteByte(c)
			continue
		}
		r := m.DecodeByte(c)
		if r == utf8.RuneError || t.windows && r == rune(c) && c < 0xa0 {
			return "", fmt.Sprintf("'charmap' codec can't decode byte 0x%02x in position %d: character maps to <undefined>", c, i)
		}
		b.WriteRune(r)
	}
	return b.String(), ""
}
