"""Sending mail, which the sandbox does not permit."""
from _denied import deny

__all__ = ["SMTPException", "SMTPNotSupportedError", "SMTPServerDisconnected", "SMTPResponseException", "SMTPSenderRefused",
           "SMTPRecipientsRefused", "SMTPDataError", "SMTPConnectError", "SMTPHeloError", "SMTPAuthenticationError", "SMTP", "SMTP_SSL"]

SMTP_PORT, SMTP_SSL_PORT = 25, 465


class SMTPException(OSError):
    pass


class SMTPNotSupportedError(SMTPException):
    pass


class SMTPServerDisconnected(SMTPException):
    pass


class SMTPResponseException(SMTPException):
    def __init__(self, code, msg):
        self.smtp_code = code
        self.smtp_error = msg
        self.args = (code, msg)


class SMTPSenderRefused(SMTPResponseException):
    pass


class SMTPRecipientsRefused(SMTPException):
    pass


class SMTPDataError(SMTPResponseException):
    pass


class SMTPConnectError(SMTPResponseException):
    pass


class SMTPHeloError(SMTPResponseException):
    pass


class SMTPAuthenticationError(SMTPResponseException):
    pass


class SMTP:
    def __init__(self, host='', port=0, local_hostname=None, timeout=None, source_address=None):
        if host:
            self.connect(host, port)

    def connect(self, host='localhost', port=0, source_address=None):
        deny('network', f'smtplib.{type(self).__name__}', f'{host}:{port}')

    def __enter__(self):
        return self

    def __exit__(self, *args):
        pass

    def sendmail(self, from_addr, to_addrs, msg, mail_options=(), rcpt_options=()):
        raise SMTPServerDisconnected('please run connect() first')

    def send_message(self, msg, from_addr=None, to_addrs=None, mail_options=(), rcpt_options=()):
        raise SMTPServerDisconnected('please run connect() first')

    def login(self, user, password, *, initial_response_ok=True):
        raise SMTPServerDisconnected('please run connect() first')

    def starttls(self, *, context=None):
        raise SMTPServerDisconnected('please run connect() first')

    def quit(self):
        raise SMTPServerDisconnected('please run connect() first')

    def close(self):
        pass


class SMTP_SSL(SMTP):
    pass
