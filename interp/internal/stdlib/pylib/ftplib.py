"""FTP, which the sandbox does not permit."""
from _denied import deny

__all__ = ["FTP", "FTP_TLS", "error_reply", "error_temp", "error_perm", "error_proto", "all_errors"]


class Error(Exception):
    pass


class error_reply(Error):
    pass


class error_temp(Error):
    pass


class error_perm(Error):
    pass


class error_proto(Error):
    pass


all_errors = (Error, OSError, EOFError)


class FTP:
    def __init__(self, host='', user='', passwd='', acct='', timeout=None, source_address=None, *, encoding='utf-8'):
        if host:
            self.connect(host)

    def connect(self, host='', port=0, timeout=-999, source_address=None):
        deny('network', f'ftplib.{type(self).__name__}', host)

    def __enter__(self):
        return self

    def __exit__(self, *args):
        pass

    def close(self):
        pass


class FTP_TLS(FTP):
    pass
