package interp

import (
	"context"
	"fmt"
	"reflect"
)

// Func makes a Go function of a Python one: a name that the program defines in __main__. In is what goes in: a struct
// gives its fields as keyword arguments, a []Data positional ones, struct{} none, and any other type the only argument.
// Out is what comes out, as [Data.To] has it. Each call is a run of its own in a fresh interpreter, within the limits,
// so that a call depends on nothing but its input; its outcome comes along, whatever happened.
func Func[In, Out any](e Engine, p *Program, name string) func(context.Context, *Host, Limits, In) (Out, *Outcome, error) {
	return func(ctx context.Context, h *Host, l Limits, in In) (out Out, o *Outcome, err error) {
		step := Step{Kind: CallFunction, Function: name, Label: name}
		if err := step.take(in); err != nil {
			return out, nil, fmt.Errorf("the argument of %s: %w", name, err)
		}
		run := *p
		run.Steps = append(append([]Step(nil), p.Steps...), step)
		o = e.Run(ctx, &run, h, l)
		switch {
		case o.Exception != nil:
			return out, o, o.Exception
		case o.Status != OK:
			return out, o, fmt.Errorf("%s: %s: %s", name, o.Status, o.Detail)
		case o.Result == nil:
			return out, o, fmt.Errorf("%s: the engine gives no result", name)
		}
		if err := o.Result.To(&out); err != nil {
			return out, o, fmt.Errorf("the result of %s: %w", name, err)
		}
		return out, o, nil
	}
}

// take makes arguments of a Go value.
func (s *Step) take(in any) error {
	if args, ok := in.([]Data); ok {
		s.Args = args
		return nil
	}
	d, err := DataOf(in)
	if err != nil {
		return err
	}
	if t := reflect.TypeOf(in); t == nil || t.Kind() != reflect.Struct || t == dataType || t == bigType {
		s.Args = []Data{d}
		return nil
	}
	for i := 0; i+1 < len(d.Items); i += 2 {
		s.Keywords = append(s.Keywords, Keyword{Name: d.Items[i].Text, Value: d.Items[i+1]})
	}
	return nil
}
