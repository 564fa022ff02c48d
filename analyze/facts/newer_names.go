package facts

// newerNames are modules of the standard library and names in them, with the minor version of Python 3 that brought them.
// Those older than 3.5 are left out.
var newerNames = map[string]int{
	"typing": 5, "zipapp": 5, "secrets": 6, "dataclasses": 7, "contextvars": 7, "importlib.resources": 7, "importlib.metadata": 8,
	"multiprocessing.shared_memory": 8, "zoneinfo": 9, "graphlib": 9, "tomllib": 11, "wsgiref.types": 11, "asyncio.taskgroups": 11,
	"asyncio.timeouts": 11, "annotationlib": 14, "compression": 14, "string.templatelib": 14, "concurrent.interpreters": 14, "pathlib.types": 14,
	"functools.cache": 9, "functools.cached_property": 8, "functools.singledispatchmethod": 8, "functools.Placeholder": 14,
	"math.prod": 8, "math.dist": 8, "math.isqrt": 8, "math.comb": 8, "math.perm": 8, "math.lcm": 9, "math.nextafter": 9, "math.ulp": 9,
	"math.cbrt": 11, "math.exp2": 11, "math.sumprod": 12, "math.fma": 13, "math.remainder": 7, "math.gcd": 5, "math.isclose": 5, "math.inf": 5,
	"math.nan": 5, "math.tau": 6,
	"itertools.pairwise": 10, "itertools.batched": 12,
	"typing.Protocol": 8, "typing.Literal": 8, "typing.Final": 8, "typing.final": 8, "typing.TypedDict": 8, "typing.runtime_checkable": 8,
	"typing.get_origin": 8, "typing.get_args": 8, "typing.SupportsIndex": 8, "typing.Annotated": 9, "typing.ParamSpec": 10, "typing.TypeAlias": 10,
	"typing.Concatenate": 10, "typing.TypeGuard": 10, "typing.is_typeddict": 10, "typing.Self": 11, "typing.Never": 11, "typing.LiteralString": 11,
	"typing.Required": 11, "typing.NotRequired": 11, "typing.assert_never": 11, "typing.assert_type": 11, "typing.reveal_type": 11,
	"typing.Unpack": 11, "typing.TypeVarTuple": 11, "typing.dataclass_transform": 11, "typing.override": 12, "typing.TypeAliasType": 12,
	"typing.TypeIs": 13, "typing.ReadOnly": 13, "typing.NoDefault": 13,
	"enum.StrEnum": 11, "enum.verify": 11, "enum.EnumType": 11, "enum.ReprEnum": 11, "enum.auto": 6, "enum.Flag": 6, "enum.IntFlag": 6,
	"datetime.UTC": 11, "contextlib.nullcontext": 7, "contextlib.AsyncExitStack": 7, "contextlib.asynccontextmanager": 7, "contextlib.aclosing": 10,
	"contextlib.chdir": 11, "asyncio.run": 7, "asyncio.create_task": 7, "asyncio.get_running_loop": 7, "asyncio.to_thread": 9, "asyncio.timeout": 11,
	"asyncio.TaskGroup": 11, "asyncio.Runner": 11, "asyncio.Barrier": 11, "asyncio.QueueShutDown": 13,
	"random.choices": 6, "random.randbytes": 9, "random.binomialvariate": 12, "statistics.fmean": 8, "statistics.geometric_mean": 8,
	"statistics.multimode": 8, "statistics.quantiles": 8, "statistics.NormalDist": 8, "statistics.correlation": 10, "statistics.covariance": 10,
	"statistics.linear_regression": 10, "statistics.kde": 13, "ast.unparse": 9, "shlex.join": 8, "inspect.get_annotations": 10, "sys.exception": 11,
	"sys.orig_argv": 10, "sys.stdlib_module_names": 10, "warnings.deprecated": 13, "copy.replace": 13, "operator.call": 11, "operator.is_none": 14,
	"heapq.heapify_max": 14, "heapq.heappush_max": 14, "heapq.heappop_max": 14, "types.NoneType": 10, "types.UnionType": 10, "types.EllipsisType": 10,
	"types.GenericAlias": 9, "os.process_cpu_count": 13, "os.add_dll_directory": 8, "uuid.uuid7": 14, "uuid.uuid6": 14, "uuid.uuid8": 14,
	"time.perf_counter_ns": 7, "time.time_ns": 7, "time.monotonic_ns": 7, "subprocess.run": 5, "pathlib.UnsupportedOperation": 13, "hashlib.file_digest": 11,
	"json.JSONDecodeError": 5, "calendar.Month": 12, "calendar.Day": 12, "collections.abc.Buffer": 12,
	"inspect.BufferFlags": 12, "re.NOFLAG": 11, "threading.excepthook": 8, "threading.get_native_id": 8, "socket.create_server": 8,
	"string.Template.get_identifiers": 11, "logging.getLevelNamesMapping": 11, "logging.getHandlerByName": 12,
}

// newerLast are the last parts of newerNames, so that other attributes need no second look.
var newerLast = lastParts(newerNames)

func lastParts(names map[string]int) map[string]bool {
	out := make(map[string]bool, len(names))
	for name := range names {
		for i := len(name) - 1; ; i-- {
			if i < 0 || name[i] == '.' {
				out[name[i+1:]] = true
				break
			}
		}
	}
	return out
}

// newerBuiltins are built-in names by the version that brought them.
var newerBuiltins = map[string]int{
	"breakpoint": 7, "aiter": 10, "anext": 10, "EncodingWarning": 10, "ExceptionGroup": 11, "BaseExceptionGroup": 11, "ModuleNotFoundError": 6,
	"RecursionError": 5, "StopAsyncIteration": 5, "PythonFinalizationError": 13,
}

// newerMethods are methods of built-in types whose names belong to nobody else.
var newerMethods = map[string]int{"removeprefix": 9, "removesuffix": 9, "bit_count": 10, "isascii": 7, "add_note": 11, "fromisoformat": 7,
	"is_relative_to": 9, "hardlink_to": 10, "is_junction": 12, "with_segments": 12, "full_match": 13}
