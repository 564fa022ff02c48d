"""SQLite, which this engine has not: connecting is not permitted."""
from _denied import deny

apilevel = '2.0'
paramstyle = 'qmark'
threadsafety = 1
sqlite_version = '3.46.0'
sqlite_version_info = (3, 46, 0)
PARSE_DECLTYPES, PARSE_COLNAMES = 1, 2
SQLITE_OK, SQLITE_DENY, SQLITE_IGNORE = 0, 1, 2
Binary = memoryview


class Warning(Exception):
    pass


class Error(Exception):
    pass


class InterfaceError(Error):
    pass


class DatabaseError(Error):
    pass


class DataError(DatabaseError):
    pass


class OperationalError(DatabaseError):
    pass


class IntegrityError(DatabaseError):
    pass


class InternalError(DatabaseError):
    pass


class ProgrammingError(DatabaseError):
    pass


class NotSupportedError(DatabaseError):
    pass


for _c in (Warning, Error, InterfaceError, DatabaseError, DataError, OperationalError, IntegrityError, InternalError, ProgrammingError,
           NotSupportedError):
    _c.__module__ = 'sqlite3'
del _c


class Row:
    """A row of a result."""


class Cursor:
    def __init__(self, connection):
        deny('open', 'sqlite3.Cursor')


class Connection:
    def __init__(self, database, *args, **kwargs):
        deny('open', 'sqlite3.connect', database)


def connect(database, *args, **kwargs):
    return Connection(database, *args, **kwargs)


def register_adapter(type, adapter, /):
    pass


def register_converter(typename, converter, /):
    pass


def complete_statement(statement):
    return statement.rstrip().endswith(';')
