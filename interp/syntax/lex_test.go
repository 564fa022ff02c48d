package syntax_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/assay-score/assay/interp/syntax"
)

// TestTokens shows the tokens of small texts, each as KIND"text".
func TestTokens(t *testing.T) {
	for _, test := range []struct{ src, want string }{
		{"", `ENDMARKER""`},
		{"x", `NAME"x" NEWLINE"" ENDMARKER""`},
		{"x  # c\n\n", `NAME"x" COMMENT"# c" NEWLINE"\n" NL"\n" ENDMARKER""`},
		{"if x:\n  y\n # c\nz\n", `if NAME"x" : NEWLINE"\n" INDENT"  " NAME"y" NEWLINE"\n" COMMENT"# c" NL"\n" DEDENT"" NAME"z" NEWLINE"\n" ENDMARKER""`},
		{"(\n# c\n)\n", `( NL"\n" COMMENT"# c" NL"\n" ) NEWLINE"\n" ENDMARKER""`},
		{"a \\\n b\n", `NAME"a" NAME"b" NEWLINE"\n" ENDMARKER""`},
		{"a**=b//=c>>=d->e...f:=g!=h\n", `NAME"a" **= NAME"b" //= NAME"c" >>= NAME"d" -> NAME"e" ... NAME"f" := NAME"g" != NAME"h" NEWLINE"\n" ENDMARKER""`},
		{"0x_f 1_0.5e-3j .5 5.\n", `NUMBER"0x_f" NUMBER"1_0.5e-3j" NUMBER".5" NUMBER"5." NEWLINE"\n" ENDMARKER""`},
		{"f'a{b!r:>{c}}{{'\n", `FSTRING_START"f'" FSTRING_MIDDLE"a" { NAME"b" ! NAME"r" : FSTRING_MIDDLE">" { NAME"c" } } FSTRING_MIDDLE"{{" FSTRING_END"'" NEWLINE"\n" ENDMARKER""`},
		{"t\"{x}\"\n", `TSTRING_START"t\"" { NAME"x" } TSTRING_END"\"" NEWLINE"\n" ENDMARKER""`},
		{"f'{f\"{x}\"}' rB'\\''\n", `FSTRING_START"f'" { FSTRING_START"f\"" { NAME"x" } FSTRING_END"\"" } FSTRING_END"'" STRING"rB'\\''" NEWLINE"\n" ENDMARKER""`},
		{"f'''{\nx:\n}'''\n", `FSTRING_START"f'''" { NL"\n" NAME"x" : FSTRING_MIDDLE"\n" } FSTRING_END"'''" NEWLINE"\n" ENDMARKER""`},
		{"x $ y\n", `NAME"x" OP"$" NAME"y" NEWLINE"\n" ENDMARKER""`},
		{"é\f+ ß\n", `NAME"é" + NAME"ß" NEWLINE"\n" ENDMARKER""`},
		{"match case _ type\n", `NAME"match" NAME"case" NAME"_" NAME"type" NEWLINE"\n" ENDMARKER""`},
		{"x = 'a\ny\n", `NAME"x" = ERRORTOKEN"" NEWLINE"\n" NAME"y" NEWLINE"\n" ENDMARKER""`},
	} {
		tree := parse(t, test.src, syntax.Options{KeepTokens: true})
		var got []string
		for _, tok := range tree.Tokens {
			s := tok.Kind.String()
			if !tok.Kind.IsKeyword() && !tok.Kind.IsOperator() {
				s += fmt.Sprintf("%q", tree.File.Slice(tok.Span))
			}
			got = append(got, s)
		}
		if s := strings.Join(got, " "); s != test.want {
			t.Errorf("%q:\n got %s\nwant %s", test.src, s, test.want)
		}
	}
}

// TestTokenKinds asks that every kind has a name and keywords are told apart.
func TestTokenKinds(t *testing.T) {
	if s := syntax.TokenKind(255).String(); s != "TokenKind(255)" {
		t.Errorf("the name of no kind is %q", s)
	}
	for word, kind := range map[string]syntax.TokenKind{"False": syntax.TokenFalse, "yield": syntax.TokenYield, "nonlocal": syntax.TokenNonlocal} {
		if !kind.IsKeyword() || kind.IsOperator() || kind.String() != word {
			t.Errorf("%v is not the keyword %s", kind, word)
		}
	}
	if k := syntax.TokenDoubleSlashEqual; !k.IsOperator() || k.IsKeyword() || k.String() != "//=" {
		t.Errorf("%v is not the operator //=", k)
	}
}

// TestComments asks for every comment, those inside brackets and replacement fields too.
func TestComments(t *testing.T) {
	tree := parse(t, "#a\nx = [ # b\n 1, #c\n]\nf'''{x # d\n}'''\nif x: # e\n  # f\n  y\n'# no'\n#g", syntax.Options{})
	var got []string
	for _, c := range tree.Comments {
		got = append(got, tree.File.Slice(c))
	}
	if s := strings.Join(got, "|"); s != "#a|# b|#c|# d|# e|# f|#g" || tree.Err() != nil {
		t.Errorf("comments %q, error %v", s, tree.Err())
	}
}
