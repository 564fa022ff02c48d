package stdlib

import (
	"slices"
	"strings"
	"sync"
)

// standard names the modules of CPython 3.14's library on Linux, bundled here or not: what is not bundled is
// unsupported. Submodules are named where the engine has a part of their package.
const standard = `
__future__ _abc _aix_support _ast _ast_unparse _asyncio _bisect _blake2 _bz2 _codecs _codecs_cn _codecs_hk _codecs_iso2022 _codecs_jp
_codecs_kr _codecs_tw _collections _collections_abc _colorize _compat_pickle _contextvars _csv _ctypes _curses _curses_panel _datetime _dbm
_decimal _elementtree _frozen_importlib _frozen_importlib_external _functools _gdbm _hashlib _heapq _hmac _imp _interpchannels _interpqueues
_interpreters _io _json _locale _lsprof _lzma _markupbase _md5 _multibytecodec _multiprocessing _opcode _opcode_metadata _operator _pickle
_posixshmem _posixsubprocess _py_abc _py_warnings _pydatetime _pydecimal _pyio _pylong _pyrepl _queue _random _remote_debugging _sha1 _sha2
_sha3 _signal _sitebuiltins _socket _sqlite3 _sre _ssl _stat _statistics _string _strptime _struct _suggestions _symtable _sysconfig _thread
_threading_local _tkinter _tokenize _tracemalloc _types _typing _uuid _warnings _weakref _weakrefset _zoneinfo _zstd abc annotationlib
antigravity argparse array ast asyncio atexit base64 bdb binascii bisect builtins bz2 cProfile calendar cmath cmd code codecs codeop
collections colorsys compileall compression concurrent configparser contextlib contextvars copy csv ctypes curses dataclasses
datetime dbm decimal difflib dis doctest email encodings ensurepip enum errno faulthandler fcntl filecmp fileinput fnmatch fractions ftplib
functools gc genericpath getopt getpass gettext glob graphlib grp gzip hashlib heapq hmac html http idlelib imaplib importlib inspect io
ipaddress itertools json keyword linecache locale logging lzma mailbox marshal math mimetypes mmap modulefinder multiprocessing netrc ntpath
nturl2path numbers opcode operator optparse os pathlib pdb pickle pickletools pkgutil platform plistlib poplib posix posixpath pprint
profile pstats pty pwd py_compile pyclbr pydoc pydoc_data pyexpat queue quopri random re readline reprlib resource rlcompleter runpy sched
secrets select selectors shelve shlex shutil signal site smtplib socket socketserver sqlite3 sre_compile sre_constants sre_parse ssl stat
statistics string stringprep struct subprocess symtable sys sysconfig syslog tabnanny tarfile tempfile termios textwrap this threading time
timeit tkinter token tokenize tomllib trace traceback tracemalloc tty turtle turtledemo types typing unicodedata unittest urllib uuid venv
warnings wave weakref webbrowser wsgiref xml xmlrpc zipapp zipfile zipimport zlib zoneinfo
asyncio.__main__ asyncio.base_events asyncio.base_futures asyncio.base_subprocess asyncio.base_tasks asyncio.constants asyncio.coroutines
asyncio.events asyncio.exceptions asyncio.format_helpers asyncio.futures asyncio.graph asyncio.locks asyncio.log asyncio.mixins
asyncio.proactor_events asyncio.protocols asyncio.queues asyncio.runners asyncio.selector_events asyncio.sslproto asyncio.staggered
asyncio.streams asyncio.subprocess asyncio.taskgroups asyncio.tasks asyncio.threads asyncio.timeouts asyncio.tools asyncio.transports
asyncio.trsock asyncio.unix_events collections.abc compression.bz2 compression.gzip compression.lzma compression.zlib compression.zstd
concurrent.futures concurrent.futures._base concurrent.futures.interpreter concurrent.futures.process concurrent.futures.thread
concurrent.interpreters ctypes._aix ctypes._endian ctypes.macholib ctypes.macholib.dyld ctypes.macholib.dylib ctypes.macholib.framework
ctypes.util ctypes.wintypes curses.ascii curses.has_key curses.panel curses.textpad dbm.dumb dbm.gnu dbm.ndbm dbm.sqlite3
email._encoded_words email._header_value_parser email._parseaddr email._policybase email.base64mime email.charset email.contentmanager
email.encoders email.errors email.feedparser email.generator email.header email.headerregistry email.iterators email.message email.mime
email.mime.application email.mime.audio email.mime.base email.mime.image email.mime.message email.mime.multipart email.mime.nonmultipart
email.mime.text email.parser email.policy email.quoprimime email.utils encodings.aliases encodings.ascii encodings.base64_codec
encodings.big5 encodings.big5hkscs encodings.bz2_codec encodings.charmap encodings.cp037 encodings.cp1006 encodings.cp1026 encodings.cp1125
encodings.cp1140 encodings.cp1250 encodings.cp1251 encodings.cp1252 encodings.cp1253 encodings.cp1254 encodings.cp1255 encodings.cp1256
encodings.cp1257 encodings.cp1258 encodings.cp273 encodings.cp424 encodings.cp437 encodings.cp500 encodings.cp720 encodings.cp737
encodings.cp775 encodings.cp850 encodings.cp852 encodings.cp855 encodings.cp856 encodings.cp857 encodings.cp858 encodings.cp860
encodings.cp861 encodings.cp862 encodings.cp863 encodings.cp864 encodings.cp865 encodings.cp866 encodings.cp869 encodings.cp874
encodings.cp875 encodings.cp932 encodings.cp949 encodings.cp950 encodings.euc_jis_2004 encodings.euc_jisx0213 encodings.euc_jp
encodings.euc_kr encodings.gb18030 encodings.gb2312 encodings.gbk encodings.hex_codec encodings.hp_roman8 encodings.hz encodings.idna
encodings.iso2022_jp encodings.iso2022_jp_1 encodings.iso2022_jp_2 encodings.iso2022_jp_2004 encodings.iso2022_jp_3 encodings.iso2022_jp_ext
encodings.iso2022_kr encodings.iso8859_1 encodings.iso8859_10 encodings.iso8859_11 encodings.iso8859_13 encodings.iso8859_14
encodings.iso8859_15 encodings.iso8859_16 encodings.iso8859_2 encodings.iso8859_3 encodings.iso8859_4 encodings.iso8859_5
encodings.iso8859_6 encodings.iso8859_7 encodings.iso8859_8 encodings.iso8859_9 encodings.johab encodings.koi8_r encodings.koi8_t
encodings.koi8_u encodings.kz1048 encodings.latin_1 encodings.mac_arabic encodings.mac_croatian encodings.mac_cyrillic encodings.mac_farsi
encodings.mac_greek encodings.mac_iceland encodings.mac_latin2 encodings.mac_roman encodings.mac_romanian encodings.mac_turkish
encodings.palmos encodings.ptcp154 encodings.punycode encodings.quopri_codec encodings.raw_unicode_escape encodings.rot_13
encodings.shift_jis encodings.shift_jis_2004 encodings.shift_jisx0213 encodings.tis_620 encodings.undefined encodings.unicode_escape
encodings.utf_16 encodings.utf_16_be encodings.utf_16_le encodings.utf_32 encodings.utf_32_be encodings.utf_32_le encodings.utf_7
encodings.utf_8 encodings.utf_8_sig encodings.uu_codec encodings.zlib_codec html.entities html.parser http.client http.cookiejar
http.cookies http.server importlib._abc importlib._bootstrap importlib._bootstrap_external importlib.abc importlib.machinery
importlib.metadata importlib.metadata._adapters importlib.metadata._collections importlib.metadata._functools importlib.metadata._itertools
importlib.metadata._meta importlib.metadata._text importlib.metadata.diagnose importlib.readers importlib.resources
importlib.resources._adapters importlib.resources._common importlib.resources._functional importlib.resources._itertools
importlib.resources.abc importlib.resources.readers importlib.resources.simple importlib.simple importlib.util json.decoder json.encoder
json.scanner json.tool logging.config logging.handlers multiprocessing.connection multiprocessing.context multiprocessing.dummy
multiprocessing.dummy.connection multiprocessing.forkserver multiprocessing.heap multiprocessing.managers multiprocessing.pool
multiprocessing.popen_fork multiprocessing.popen_forkserver multiprocessing.popen_spawn_posix multiprocessing.process multiprocessing.queues
multiprocessing.reduction multiprocessing.resource_sharer multiprocessing.resource_tracker multiprocessing.shared_memory
multiprocessing.sharedctypes multiprocessing.spawn multiprocessing.synchronize multiprocessing.util os.path pathlib._abc pathlib._local
pathlib.types pyexpat.errors pyexpat.model re._casefix re._compiler re._constants re._parser sqlite3.__main__ sqlite3.dbapi2 sqlite3.dump
string.templatelib sysconfig.__main__ tomllib._parser tomllib._re tomllib._types unittest.__main__ unittest._log unittest.async_case
unittest.case unittest.loader unittest.main unittest.mock unittest.result unittest.runner unittest.signals unittest.suite unittest.util
urllib.error urllib.parse urllib.request urllib.response urllib.robotparser wsgiref.handlers wsgiref.headers wsgiref.simple_server
wsgiref.types wsgiref.util wsgiref.validate xml.dom xml.dom.NodeFilter xml.dom.domreg xml.dom.expatbuilder xml.dom.minicompat
xml.dom.minidom xml.dom.pulldom xml.dom.xmlbuilder xml.etree xml.etree.ElementInclude xml.etree.ElementPath xml.etree.ElementTree
xml.etree.cElementTree xml.parsers xml.parsers.expat xml.parsers.expat.errors xml.parsers.expat.model xml.sax xml.sax._exceptions
xml.sax.expatreader xml.sax.handler xml.sax.saxutils xml.sax.xmlreader xmlrpc.client xmlrpc.server zipfile.__main__ zipfile._path
zipfile._path.glob zoneinfo._common zoneinfo._tzpath zoneinfo._zoneinfo`

// optional names the modules of the library that builds of CPython go without, so that programs are prepared for their
// absence: importing one raises ModuleNotFoundError, which is unsupported only where nothing catches it.
const optional = `
_bz2 _curses _lzma _posixsubprocess _tkinter _zstd bz2 curses dbm idlelib lzma readline
tkinter turtle turtledemo`

// thirdParty names packages of others that submissions use, by the name under which they are imported.
const thirdParty = `
Bio Crypto Cryptodome Levenshtein MySQLdb OpenSSL PIL PyPDF2 PyQt5 PyQt6 PySide2 PySide6 accelerate aiofiles aiohttp alembic altair
anthropic anyio apscheduler arcade arrow astropy asyncpg attr attrs azure bcrypt bidict bitarray bitstring black blist bokeh boto3 botocore
bs4 cachetools catboost cattrs celery certifi cffi chardet charset_normalizer click cloudpickle colorama coverage cryptography cv2 cvxopt
cvxpy cython cytoolz dash dask datasets dateutil deap diffusers dill diskcache distutils django docker docutils docx dotenv duckdb fabric
faker fastapi filelock fitz flake8 flask flax folium freezegun future fuzzywuzzy gensim geopandas gevent gi gmpy2 google gradio greenlet
grpc gunicorn gym gymnasium h5py html5lib httpcore httpx huggingface_hub hypothesis idna igraph imageio inflect isort jax jaxlib jinja2
joblib jsonschema jwt kafka keras kombu kubernetes langchain langchain_core langgraph librosa lightgbm llama_index loguru lxml markdown
markupsafe marshmallow matplotlib mock more_itertools motor mpmath msgpack mypy mypy_extensions nacl netCDF4 networkx nltk nose numba numpy
openai openpyxl optax orjson ortools packaging pandas paramiko passlib peewee pendulum pika pint pip pkg_resources playwright plotly polars
pptx prettytable prompt_toolkit psutil psycopg psycopg2 pulp pyarrow pybind11 pydantic pydantic_core pydub pygame pyglet pygments pylint
pymongo pymysql pyomo pypdf pyspark pytest pytest_asyncio pytest_mock pythoncom pytz rapidfuzz ray rdkit redis regex reportlab requests
requests_mock responses rich ruamel schedule scipy scrapy seaborn selenium sentence_transformers serial setuptools shapely simplejson simpy
six skimage sklearn sortedcontainers soundfile spacy sqlalchemy starlette statsmodels streamlit structlog sympy tables tabulate tensorflow
termcolor textblob textual tiktoken tokenizers toml tomli tomlkit toolz torch torchaudio torchvision tornado tox tqdm transformers trio
twisted typer typing_extensions tzlocal ujson uncertainties unidecode urllib3 usb uvicorn watchdog websocket websockets werkzeug wheel
win32api win32con wordcloud wx xarray xgboost xlrd xlsxwriter xlwt yaml zmq`

var absent = sync.OnceValue(func() (sets struct{ standard, optional, thirdParty map[string]bool }) {
	sets.standard, sets.optional, sets.thirdParty = nameSet(standard), nameSet(optional), nameSet(thirdParty)
	return sets
})

func nameSet(names string) map[string]bool {
	set := map[string]bool{}
	for n := range strings.FieldsSeq(names) {
		set[n] = true
	}
	return set
}

// Absent says what is unsupported when a module that was found nowhere is imported; "" for one that CPython would not
// find either, and for one that Optional speaks of.
func Absent(name string) string {
	if sets := absent(); sets.standard[name] && !sets.optional[name] {
		return "the module " + name
	}
	return ""
}

// Optional says what is unsupported when nothing catches the ModuleNotFoundError for a module.
func Optional(name string) string {
	top, _, _ := strings.Cut(name, ".")
	switch sets := absent(); {
	case sets.thirdParty[top]:
		return "the third-party package " + top
	case sets.optional[top]:
		return "the module " + name
	}
	return ""
}

// IsName tells the names of the standard library's modules at the top, those that the engine lacks among them.
func IsName(name string) bool {
	return !strings.ContainsRune(name, '.') && absent().standard[name]
}

// standardNames are the top-level names of CPython's library, sorted.
func standardNames() []string {
	var names []string
	for name := range absent().standard {
		if !strings.ContainsRune(name, '.') {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}
