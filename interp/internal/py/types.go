package py

// The types of the engine. Their addresses are constants, so "is it a str" is one comparison. Boot fills them once for
// the process; after that nobody changes them, and all runs share them.
var (
	ObjectType, TypeType, NoneType, NotImplementedType, EllipsisType Type

	IntType, BoolType, FloatType, ComplexType                                       Type
	StrType, BytesType, BytearrayType                                               Type
	MemoryViewType, MemoryIteratorType, BytearrayIteratorType                       Type
	ListType, TupleType, RangeType, SliceType                                       Type
	DictType, DictKeysType, DictValuesType, DictItemsType                           Type
	SetType, FrozenSetType                                                          Type
	StrIteratorType, BytesIteratorType                                              Type
	ListIteratorType, ListReverseIteratorType, TupleIteratorType                    Type
	RangeIteratorType, LongRangeIteratorType, SequenceIteratorType, SetIteratorType Type
	DictKeyIteratorType, DictValueIteratorType                                      Type
	DictItemIteratorType, DictReverseKeyIteratorType                                Type
	DictReverseValueIteratorType, DictReverseItemIteratorType                       Type
	CallIteratorType, MappingProxyType, WeakRefType, ReversedType                   Type
	FunctionType, BuiltinType, MethodType, BuiltinMethodType, MethodWrapperType     Type
	MethodDescriptorType, WrapperType, ClassMethodDescriptorType                    Type
	GetsetType, MemberType, PropertyType                                            Type
	ClassMethodType, StaticMethodType, SuperType                                    Type
	CellType, CodeType, ModuleType, TracebackType, FrameType                        Type
	GeneratorType, CoroutineType, AsyncGeneratorType                                Type
	AsyncGenStepType, AsyncGenThrowType, AnextAwaitableType, CoroutineWrapperType   Type
	GenericAliasType, UnionType, TypeVarType, TypeAliasType                         Type
	ParamSpecType, TypeVarTupleType, NoDefaultType                                  Type
	ParamSpecArgsType, ParamSpecKwargsType                                          Type
	TemplateType, InterpolationType                                                 Type

	BaseExceptionType, ExceptionType, BaseExceptionGroup, ExceptionGroup Type
	GeneratorExit, KeyboardInterrupt, SystemExit                         Type
	ArithmeticError, FloatingPointError, OverflowError                   Type
	ZeroDivisionError, AssertionError, AttributeError                    Type
	BufferError, EOFError, ImportError, ModuleNotFoundError              Type
	LookupError, IndexError, KeyError, MemoryError                       Type
	NameError, UnboundLocalError, OSError, BlockingIOError               Type
	ChildProcessError, ConnectionError, BrokenPipeError                  Type
	ConnectionAbortedError, ConnectionRefusedError                       Type
	ConnectionResetError, FileExistsError, FileNotFoundError             Type
	InterruptedError, IsADirectoryError, NotADirectoryError              Type
	PermissionError, ProcessLookupError, TimeoutError                    Type
	ReferenceError, RuntimeError, NotImplementedError                    Type
	PythonFinalizationError, RecursionError                              Type
	StopIteration, StopAsyncIteration                                    Type
	SyntaxError, IndentationError, TabError, SystemError                 Type
	IncompleteInputError                                                 Type
	TypeError, ValueError, UnicodeError, UnicodeDecodeError              Type
	UnicodeEncodeError, UnicodeTranslateError                            Type
	Warning, BytesWarning, DeprecationWarning, EncodingWarning           Type
	FutureWarning, ImportWarning, PendingDeprecationWarning              Type
	ResourceWarning, RuntimeWarning, SyntaxWarning                       Type
	UnicodeWarning, UserWarning                                          Type
)

// exceptionTable lists the exception classes, each after its base.
func exceptionTable() []struct {
	typ  *Type
	name string
	base *Type
} {
	return []struct {
		typ  *Type
		name string
		base *Type
	}{
		{&BaseExceptionType, "BaseException", &ObjectType}, {&ExceptionType, "Exception", &BaseExceptionType},
		{&BaseExceptionGroup, "BaseExceptionGroup", &BaseExceptionType},
		{&GeneratorExit, "GeneratorExit", &BaseExceptionType}, {&KeyboardInterrupt, "KeyboardInterrupt", &BaseExceptionType},
		{&SystemExit, "SystemExit", &BaseExceptionType},
		{&ArithmeticError, "ArithmeticError", &ExceptionType}, {&FloatingPointError, "FloatingPointError", &ArithmeticError},
		{&OverflowError, "OverflowError", &ArithmeticError}, {&ZeroDivisionError, "ZeroDivisionError", &ArithmeticError},
		{&AssertionError, "AssertionError", &ExceptionType}, {&AttributeError, "AttributeError", &ExceptionType},
		{&BufferError, "BufferError", &ExceptionType}, {&EOFError, "EOFError", &ExceptionType},
		{&ImportError, "ImportError", &ExceptionType}, {&ModuleNotFoundError, "ModuleNotFoundError", &ImportError},
		{&LookupError, "LookupError", &ExceptionType}, {&IndexError, "IndexError", &LookupError}, {&KeyError, "KeyError", &LookupError},
		{&MemoryError, "MemoryError", &ExceptionType}, {&NameError, "NameError", &ExceptionType},
		{&UnboundLocalError, "UnboundLocalError", &NameError}, {&OSError, "OSError", &ExceptionType},
		{&BlockingIOError, "BlockingIOError", &OSError}, {&ChildProcessError, "ChildProcessError", &OSError},
		{&ConnectionError, "ConnectionError", &OSError}, {&BrokenPipeError, "BrokenPipeError", &ConnectionError},
		{&ConnectionAbortedError, "ConnectionAbortedError", &ConnectionError},
		{&ConnectionRefusedError, "ConnectionRefusedError", &ConnectionError},
		{&ConnectionResetError, "ConnectionResetError", &ConnectionError}, {&FileExistsError, "FileExistsError", &OSError},
		{&FileNotFoundError, "FileNotFoundError", &OSError}, {&InterruptedError, "InterruptedError", &OSError},
		{&IsADirectoryError, "IsADirectoryError", &OSError}, {&NotADirectoryError, "NotADirectoryError", &OSError},
		{&PermissionError, "PermissionError", &OSError}, {&ProcessLookupError, "ProcessLookupError", &OSError},
		{&TimeoutError, "TimeoutError", &OSError}, {&ReferenceError, "ReferenceError", &ExceptionType},
		{&RuntimeError, "RuntimeError", &ExceptionType}, {&NotImplementedError, "NotImplementedError", &RuntimeError},
		{&PythonFinalizationError, "PythonFinalizationError", &RuntimeError}, {&RecursionError, "RecursionError", &RuntimeError},
		{&StopIteration, "StopIteration", &ExceptionType}, {&StopAsyncIteration, "StopAsyncIteration", &ExceptionType},
		{&SyntaxError, "SyntaxError", &ExceptionType}, {&IndentationError, "IndentationError", &SyntaxError},
		{&TabError, "TabError", &IndentationError},
		{&IncompleteInputError, "_IncompleteInputError", &SyntaxError}, {&SystemError, "SystemError", &ExceptionType},
		{&TypeError, "TypeError", &ExceptionType}, {&ValueError, "ValueError", &ExceptionType},
		{&UnicodeError, "UnicodeError", &ValueError}, {&UnicodeDecodeError, "UnicodeDecodeError", &UnicodeError},
		{&UnicodeEncodeError, "UnicodeEncodeError", &UnicodeError}, {&UnicodeTranslateError, "UnicodeTranslateError", &UnicodeError},
		{&Warning, "Warning", &ExceptionType}, {&BytesWarning, "BytesWarning", &Warning},
		{&DeprecationWarning, "DeprecationWarning", &Warning}, {&EncodingWarning, "EncodingWarning", &Warning},
		{&FutureWarning, "FutureWarning", &Warning}, {&ImportWarning, "ImportWarning", &Warning},
		{&PendingDeprecationWarning, "PendingDeprecationWarning", &Warning}, {&ResourceWarning, "ResourceWarning", &Warning},
		{&RuntimeWarning, "RuntimeWarning", &Warning}, {&SyntaxWarning, "SyntaxWarning", &Warning},
		{&UnicodeWarning, "UnicodeWarning", &Warning}, {&UserWarning, "UserWarning", &Warning},
	}
}

// ExceptionTypes are the exception classes of the module builtins, by name.
func ExceptionTypes() []*Type {
	var out []*Type
	for _, e := range exceptionTable() {
		out = append(out, e.typ)
	}
	return append(out, &ExceptionGroup)
}
