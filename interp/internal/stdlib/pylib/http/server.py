"""HTTP servers, which the sandbox does not permit."""
import socketserver
from http import HTTPStatus

__all__ = ["HTTPServer", "ThreadingHTTPServer", "BaseHTTPRequestHandler", "SimpleHTTPRequestHandler", "CGIHTTPRequestHandler"]


class HTTPServer(socketserver.TCPServer):
    allow_reuse_address = True


class ThreadingHTTPServer(socketserver.ThreadingMixIn, HTTPServer):
    daemon_threads = True


class BaseHTTPRequestHandler(socketserver.StreamRequestHandler):
    """Handles requests; without a server there are none."""

    server_version = "BaseHTTP/0.6"
    protocol_version = "HTTP/1.0"
    responses = {v: (v.phrase, v.description) for v in HTTPStatus.__members__.values()}


class SimpleHTTPRequestHandler(BaseHTTPRequestHandler):
    pass


class CGIHTTPRequestHandler(SimpleHTTPRequestHandler):
    pass
