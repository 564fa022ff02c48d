package analyze

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"unicode/utf8"
)

// Problem is a line of an input file that gave nothing, and why.
type Problem struct {
	File    string
	Line    int // counted from 1; 0 where it concerns the whole file
	Message string
}

// Error gives "file:line: message".
func (p Problem) Error() string {
	if p.Line == 0 {
		return showName(p.File) + ": " + p.Message
	}
	return fmt.Sprintf("%s:%d: %s", showName(p.File), p.Line, p.Message)
}

// Answer is one line of a JSON Lines file of solutions.
type Answer struct {
	Line int
	Task string
	Text string
	// Whole says that Text is a program of its own (the key "solution") rather than the continuation of the task's
	// prompt ("completion").
	Whole bool
}

// EachAnswer reads a JSON Lines file of solutions: objects with "task_id" and one of "completion" and "solution", all
// strings; other keys belong to who made the file and are let be. A line that is not so goes to wrong, and the next one
// is read all the same. Blank lines are nothing. What exceeds the bounds of the file as a whole ends the reading with a
// problem that says so. Nothing is kept: each and wrong are called line by line, and reading ends when one of them gives
// false.
func EachAnswer(name string, r io.Reader, b Bounds, each func(Answer) bool, wrong func(Problem) bool) {
	eachJSONLine(name, r, b, func(line int, object JSONObject) error {
		a, err := answerOf(line, object)
		if err != nil {
			return err
		}
		if !each(a) {
			return errEnough
		}
		return nil
	}, wrong)
}

func answerOf(line int, object JSONObject) (Answer, error) {
	task, err := object.Text("task_id")
	if err != nil {
		return Answer{}, err
	}
	if err := CheckTaskID(task); err != nil {
		return Answer{}, err
	}
	if object.Has("completion") && object.Has("solution") {
		return Answer{}, errors.New(`both "completion" and "solution", expected one`)
	}
	a := Answer{Line: line, Task: task, Whole: object.Has("solution")}
	key := "completion"
	if a.Whole {
		key = "solution"
	}
	if a.Text, err = object.Text(key); err != nil {
		if !object.Has(key) {
			return Answer{}, errors.New(`neither "completion" nor "solution"`)
		}
		return Answer{}, err
	}
	return a, nil
}

// ReadAnswers is [EachAnswer] with everything kept.
func ReadAnswers(name string, r io.Reader, b Bounds) (answers []Answer, problems []Problem) {
	EachAnswer(name, r, b, func(a Answer) bool { answers = append(answers, a); return true },
		func(p Problem) bool { problems = append(problems, p); return true })
	return answers, problems
}

// maxTaskID bounds the bytes of a task's id.
const maxTaskID = 200

// CheckTaskID says why a text cannot be the id of a task. "#" is kept for the numbers of several answers to one task.
func CheckTaskID(id string) error {
	switch {
	case id == "":
		return errors.New(`"task_id" is empty`)
	case len(id) > maxTaskID:
		return fmt.Errorf(`"task_id" has %d bytes, the limit is %d`, len(id), maxTaskID)
	}
	for _, r := range id {
		if unsafeRune(r) || r == '#' {
			return fmt.Errorf(`"task_id" has the character U+%04X`, r)
		}
	}
	return nil
}

// JSONObject is one object with its values as they stand. Keys match exactly, unlike in encoding/json's structs.
type JSONObject map[string]json.RawMessage

// Has reports whether there is such a key.
func (o JSONObject) Has(key string) bool { return o[key] != nil }

// Text is the string at a key.
func (o JSONObject) Text(key string) (string, error) {
	raw, ok := o[key]
	if !ok {
		return "", fmt.Errorf("%q is missing", key)
	}
	if n := len(raw) - 1; n > 0 && raw[0] == '"' && bytes.IndexByte(raw, '\\') < 0 && utf8.Valid(raw) {
		return string(raw[1:n]), nil
	}
	var text *string
	if err := json.Unmarshal(raw, &text); err != nil || text == nil {
		return "", fmt.Errorf("%q is not a string", key)
	}
	return *text, nil
}

// ReadJSONLines calls each with the object on each line that is not blank. What each answers, and what is wrong with
// a line, become problems, in order.
func ReadJSONLines(name string, r io.Reader, b Bounds, each func(line int, o JSONObject) error) (problems []Problem) {
	eachJSONLine(name, r, b, each, func(p Problem) bool { problems = append(problems, p); return true })
	return problems
}

// errEnough ends the reading without a problem.
var errEnough = errors.New("enough")

func eachJSONLine(name string, r io.Reader, b Bounds, each func(line int, o JSONObject) error, wrong func(Problem) bool) {
	b = b.OrDefault()
	problem := func(line int, err error) bool {
		return wrong(Problem{File: name, Line: line, Message: oneLine(err)})
	}
	in := bufio.NewReaderSize(&limitedReader{r: r, left: b.JSONBytes, limit: b.JSONBytes}, 64<<10)
	for line := 1; ; line++ {
		data, tooLong, err := readLine(in, b.LineBytes)
		if err != nil && err != io.EOF {
			wrong(readProblem(name, line, err, b))
			return
		}
		if line == 1 {
			data = bytes.TrimPrefix(data, []byte("\uFEFF"))
		}
		data = bytes.TrimSpace(data)
		more := true
		switch {
		case tooLong:
			more = problem(line, fmt.Errorf("the line has more than %s", size(int64(b.LineBytes))))
		case len(data) == 0:
		case line > b.Lines:
			problem(line, fmt.Errorf("more than %d lines, the rest is not read", b.Lines))
			return
		default:
			if bad := readObject(line, data, b, each); errors.Is(bad, errEnough) {
				return
			} else if bad != nil {
				more = problem(line, bad)
			}
		}
		if err == io.EOF || !more {
			return
		}
	}
}

func readObject(line int, data []byte, b Bounds, each func(int, JSONObject) error) error {
	if object, ok := flatObject(data); ok {
		return each(line, object)
	}
	if err := CheckJSON(data, b.JSONDepth); err != nil {
		return err
	}
	if data[0] != '{' {
		return errors.New("expected a JSON object")
	}
	var object JSONObject
	if err := json.Unmarshal(data, &object); err != nil {
		return jsonError(err)
	}
	return each(line, object)
}

// readLine gives a line without its end, of which it never holds more than the limit: the rest of a longer one is
// passed over.
func readLine(in *bufio.Reader, limit int) (line []byte, tooLong bool, err error) {
	for {
		part, err := in.ReadSlice('\n')
		if !tooLong && len(line)+len(part) > limit+2 { // the line end does not count
			line, tooLong = nil, true
		}
		if !tooLong {
			line = append(line, part...)
		}
		if err == bufio.ErrBufferFull {
			continue
		}
		line = bytes.TrimSuffix(bytes.TrimSuffix(line, []byte("\n")), []byte("\r"))
		return line, tooLong || len(line) > limit, err
	}
}

func readProblem(name string, line int, err error, b Bounds) Problem {
	var bound *boundError
	if errors.As(err, &bound) {
		return Problem{File: name, Message: fmt.Sprintf("more than %s, the rest is not read", size(b.JSONBytes))}
	}
	return Problem{File: name, Line: line, Message: fmt.Sprintf("cannot be read (%s)", oneLine(err))}
}
