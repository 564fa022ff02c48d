package py

// Function is a Python function.
type Function struct {
	Header
	Code        *Code
	Globals     *Dict
	Closure     []Value // cells
	Defaults    []Value // of the last positional parameters
	KwDefaults  *Dict   // of the keyword-only parameters, may be nil
	Name        *Str
	QualName    *Str
	Doc         Value
	Module      Value
	Annotate    Value // the function that computes __annotations__, or unset
	annotations Value
	TypeParams  Value
	attrs       *Dict
}

// SetAnnotations sets __annotations__ of a function whose annotations need no evaluation.
func (f *Function) SetAnnotations(v Value) { f.annotations = v }

// Cell is a variable that closures share.
type Cell struct {
	Header
	V Value
}

// NewCell makes a cell.
func (t *Thread) NewCell(v Value) Value {
	t.alloc(32)
	return Obj(&Cell{Header{typ: &CellType}, v})
}

// Alloc charges a small object of a fixed size that the caller makes itself.
func (t *Thread) Alloc(n uint64) { t.alloc(n) }

// NewFunction makes a function; the caller fills in the rest.
func (t *Thread) NewFunction() *Function {
	t.alloc(160)
	return &Function{Header: Header{typ: &FunctionType}}
}

// Native is a function of the engine.
type Native struct {
	Header
	Name   string
	Sig    *Signature
	Fn     NativeFunc
	Quick  QuickFunc // or nil
	Doc    string
	Owner  *Type // of methods
	Self   Value // of functions that are bound to something
	Module string
}

// NativeFunc is the Go side of a native: args has one value for each parameter of its signature, unset where the
// caller gave none and there is no default in Go. Methods get self first. args must not be kept.
type NativeFunc func(t *Thread, args []Value) (Value, error)

// QuickFunc answers a call that gives positional arguments only, before they are spread over the parameters, if it can
// tell the answer from what they are.
type QuickFunc func(t *Thread, args []Value) (v Value, ok bool)

// BoundMethod is a function with its first argument.
type BoundMethod struct {
	Header
	Fn   Value
	Self Value
}

// NewBoundMethod binds.
func (t *Thread) NewBoundMethod(fn, self Value) Value {
	t.alloc(objectSize)
	typ := &MethodType
	if fn.Native() != nil {
		typ = &BuiltinMethodType
		if fn.Type() == &WrapperType {
			typ = &MethodWrapperType
		}
	}
	return Obj(&BoundMethod{Header{typ: typ}, fn, self})
}

// CallMethodOf calls a function found in a class with self.
func (t *Thread) CallMethodOf(fn, self Value, args ...Value) (Value, error) {
	if fn.Func() != nil || fn.Native() != nil && fn.Type() != &BuiltinType {
		return t.CallKw(fn, append([]Value{self}, args...), nil)
	}
	if get := fn.Type().DescrGet; get != nil {
		b, err := get(t, fn, self, self.Type())
		if err != nil {
			return Value{}, err
		}
		return t.CallKw(b, args, nil)
	}
	return t.CallKw(fn, args, nil)
}

// CallMethod looks up a method by name and calls it.
func (t *Thread) CallMethod(self Value, name string, args ...Value) (Value, error) {
	fn, err := t.GetAttr(self, t.Intern(name))
	if err != nil {
		return Value{}, err
	}
	return t.Call(fn, args...)
}

func boundCall(t *Thread, self Value, args []Value, kw []Keyword) (Value, error) {
	m := as[BoundMethod](self)
	all := make([]Value, 0, len(args)+1)
	all = append(append(all, m.Self), args...)
	return t.CallKw(m.Fn, all, kw)
}

func functionCall(t *Thread, self Value, args []Value, kw []Keyword) (Value, error) {
	return t.Hooks.Call(t, as[Function](self), args, kw)
}

func nativeCall(t *Thread, self Value, args []Value, kw []Keyword) (Value, error) {
	return as[Native](self).Call(t, args, kw)
}

// Generator is a suspended frame: a generator, coroutine or asynchronous generator, as its type says. The frame itself
// belongs to the machine.
type Generator struct {
	Header
	Frame        any // the machine's frame; nil once finished
	Name         *Str
	QualName     *Str
	Code         *Code
	Running      bool
	Started      bool
	AsyncRunning bool // an awaitable of an asynchronous generator is in progress
	Trace        func(visit func(Value))
	Size         uint64
	Closed       bool
}

// Property is a property.
type Property struct {
	Header
	Get, Set, Del Value
	Doc           Value
	Name          Value
	getterDoc     bool // Doc is the getter's
}

// Wrapped is a classmethod or staticmethod.
type Wrapped struct {
	Header
	Fn    Value
	attrs *Dict // once asked for; what the constructor copies from Fn is found there
}

// Super is the result of super().
type Super struct {
	Header
	Cls     *Type
	Self    Value // unset when unbound
	SelfTyp *Type
}

// GenericAlias is list[int] and the like.
type GenericAlias struct {
	Header
	Origin  Value
	Args    *Tuple
	params  *Tuple // __parameters__, once asked for
	starred bool   // *tuple[int]
}

// Getset is an attribute that native code computes.
type Getset struct {
	Header
	Name  string
	Owner *Type
	Get   func(t *Thread, self Value) (Value, error)
	Set   func(t *Thread, self, v Value) error // nil: read-only
}

// Member is one of __slots__.
type Member struct {
	Header
	Name  string
	Owner *Type
	index int
}

// Simple is a plain instance: an object of a Python class without native base.
type Simple struct {
	Header
	ext Ext
}

// simpleExt is where Simple keeps its Ext.
var simpleExt = extOffset[Header]()
