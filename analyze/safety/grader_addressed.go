package safety

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/assay-score/assay/interp/source"
	"github.com/assay-score/assay/interp/syntax"
)

var graderAddressed = &Rule{
	ID: "TMP008", Slug: "grader_addressed", Title: "text addressed to a grader or model",
	Severity: Medium, Confidence: LowConfidence, CWE: 1427,
	Doc: "A comment or string that tells whoever reads the program, a person or a language model, what to think of it: to ignore instructions, to give full marks, " +
		"to pass it. Reads comments and strings, docstrings included. Talk about scores and graders that asks for nothing is not flagged.",
	Fix: "let the program speak for itself",
	Module: func(p *Pass) {
		file := p.Module.Tree.File
		for _, c := range p.Module.Tree.Comments {
			p.addressed(c, file.Slice(c))
		}
	},
	String: func(p *Pass, c *syntax.Constant) { p.addressed(c.Span, c.Text) },
}

// addressing are the ways to ask for a verdict. They are written for text in one line, lower case.
var addressing = regexp.MustCompile(`^(?:(?:ignore|disregard|forget|override) (?:all |any |the |your |every )*(?:previous|prior|above|earlier|preceding|other|system) (?:instructions?|prompts?|rules?|directions?|messages?|criteria)|` +
	`(?:give|award|assign|grant|output|report) (?:this|it|me|us|the (?:solution|submission|code|program|student|answer)|my (?:solution|submission|code|answer)|a|an)?[a-z ,]{0,30}(?:(?:full|perfect|maximum|max|highest|top|passing) (?:possible )?(?:score|marks?|grade|points|rating|credit)\b|10/10|100/100)|` +
	`(?:score|rate|grade|mark|judge|evaluate|consider|treat) (?:this|it|me|the (?:solution|submission|code|program|answer)|my (?:solution|submission|code|answer))[a-z ]{0,30}(?:as )?(?:10 out|100 out|10/10|100/100|full marks|perfect|correct|passed|passing|excellent|flawless|safe)\b|` +
	`(?:note|message|attention|instructions?|dear|hello|hi|hey)[ ,:]+(?:to |for )?(?:the |any |all )?(?:grader|grading|judge|evaluator|reviewer|llm|language model|ai|assistant|model|marker|examiner)s?\b|` +
	`you are (?:now )?(?:a|an|the) (?:helpful |lenient |generous |fair )*(?:grader|judge|evaluator|reviewer|assistant|language model|ai|examiner)|` +
	`(?:as an ai|as a language model),? you (?:must|should|will|have to)|` +
	`(?:do not|don't|never) (?:deduct|subtract|take off|penali[sz]e|report|flag|mention)[a-z ]{0,30}(?:points|marks|this|it|errors?|issues?|findings?|vulnerabilit)|` +
	`all tests (?:have )?pass(?:ed)?[,.;:]? (?:no need|do not run|don't run|skip)|skip (?:the |all |any )?(?:tests|checks|grading|evaluation|security review))`)

// addressingWords are what each of the ways begins with, so that the expression is tried at few places.
var addressingWords = byInitial("ignore", "disregard", "forget", "override", "give ", "award ", "assign ", "grant ", "output ", "report ", "score ", "rate ", "grade ", "mark ", "judge ",
	"evaluate ", "consider ", "treat ", "note", "message", "attention", "instruction", "dear", "hello", "hi ", "hi,", "hey", "you are ", "as an ai", "as a language", "do not ", "don't ", "never ",
	"all tests", "skip ")

// byInitial puts words under their first letter.
func byInitial(words ...string) (out [26][]string) {
	for _, w := range words {
		out[w[0]-'a'] = append(out[w[0]-'a'], w)
	}
	return out
}

const addressWindow = 200 // bytes from such a word that are read

const maxAddressed = 20_000 // bytes of a text that are read

func (p *Pass) addressed(at source.Span, text string) {
	if len(text) < 12 {
		return
	}
	text = text[:min(len(text), maxAddressed)]
	inWord := false
	for i := 0; i < len(text); i++ {
		c := text[i] | 0x20 // lower case, of a letter
		letter := c >= 'a' && c <= 'z'
		first := letter && !inWord
		inWord = letter || text[i] == '_'
		if !first {
			continue
		}
		words := addressingWords[c-'a']
		if len(words) == 0 {
			continue
		}
		if !slices.ContainsFunc(words, func(word string) bool { return beginsWith(text[i:], word) }) {
			continue
		}
		var buffer [addressWindow]byte
		said := oneLine(buffer[:0], text[i:])
		if !slices.ContainsFunc(words, func(word string) bool { return strings.HasPrefix(string(said), word) }) {
			continue
		}
		if found := addressing.Find(said); found != nil {
			p.reportSpan(at, p.rule.Severity, p.rule.Confidence, string(found), "the text asks whoever judges the program for a verdict")
			return
		}
	}
}

// beginsWith compares the first three letters, in either case: enough to leave out nearly every place.
func beginsWith(text, word string) bool {
	n := min(3, len(word))
	if len(text) < n {
		return false
	}
	for k := range n {
		if word[k] == ' ' || word[k] == ',' {
			return true // what follows is for the expression to read
		}
		if text[k]|0x20 != word[k] {
			return false
		}
	}
	return true
}

// oneLine is the beginning of a text as the expression wants it: lower case, any white space as one space.
func oneLine(out []byte, text string) []byte {
	space := false
	for _, r := range text {
		if unicode.IsSpace(r) {
			space = true
			continue
		}
		if space {
			out = append(out, ' ')
			space = false
		}
		if r >= 'A' && r <= 'Z' {
			r |= 0x20
		}
		if len(out)+utf8.RuneLen(r) >= cap(out) {
			break
		}
		out = utf8.AppendRune(out, r)
	}
	return out
}
