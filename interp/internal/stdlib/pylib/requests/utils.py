"""Small things that programs import."""
from .adapters import encoding_of as get_encoding_from_headers
from .cookies import cookiejar_from_dict
from .models import _requote as requote_uri, parse_header_links
from .sessions import default_headers
from urllib.parse import quote, unquote, urlparse


def default_user_agent(name='python-requests'):
    return f'{name}/2.32.5'


def dict_from_cookiejar(cj):
    return dict(cj.items())
