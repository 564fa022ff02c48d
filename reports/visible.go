package reports

import (
	"reflect"
	"strings"
)

// mapTexts copies a record with every text in it made inert: of one line, but for source and output, which keep theirs.
func mapTexts(s *Submission) *Submission {
	return inertCopy(reflect.ValueOf(s), "").Interface().(*Submission)
}

// linesOf are the fields that hold several lines.
func isLinesField(name string) bool { return name == "Text" || name == "Stdout" || name == "Stderr" }

// inertCopy copies a value of the document model: structs, slices, pointers and plain values, as deep as the model is.
func inertCopy(v reflect.Value, field string) reflect.Value {
	switch v.Kind() {
	case reflect.String:
		text := v.String()
		if isLinesField(field) && strings.Contains(text, "\n") {
			return reflect.ValueOf(InertLines(text)).Convert(v.Type())
		}
		return reflect.ValueOf(inertIndented(text)).Convert(v.Type())
	case reflect.Pointer:
		if v.IsNil() {
			return v
		}
		out := reflect.New(v.Type().Elem())
		out.Elem().Set(inertCopy(v.Elem(), field))
		return out
	case reflect.Slice:
		if v.IsNil() {
			return v
		}
		out := reflect.MakeSlice(v.Type(), v.Len(), v.Len())
		for i := range v.Len() {
			out.Index(i).Set(inertCopy(v.Index(i), field))
		}
		return out
	case reflect.Struct:
		out := reflect.New(v.Type()).Elem()
		for i := range v.NumField() {
			out.Field(i).Set(inertCopy(v.Field(i), v.Type().Field(i).Name))
		}
		return out
	}
	return v
}

// inertIndented is [Inert] with tabs as blanks.
func inertIndented(text string) string { return Inert(strings.ReplaceAll(text, "\t", "    ")) }
