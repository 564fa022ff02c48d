"""Servers, which the sandbox does not permit."""
from _denied import deny

__all__ = ["BaseServer", "TCPServer", "UDPServer", "ThreadingUDPServer", "ThreadingTCPServer", "BaseRequestHandler", "StreamRequestHandler",
           "DatagramRequestHandler", "ThreadingMixIn"]


class BaseServer:
    timeout = None

    def __init__(self, server_address, RequestHandlerClass):
        self.server_address = server_address
        self.RequestHandlerClass = RequestHandlerClass

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.server_close()

    def server_close(self):
        pass

    def serve_forever(self, poll_interval=0.5):
        deny('network', f'{type(self).__name__}.serve_forever')

    def handle_request(self):
        deny('network', f'{type(self).__name__}.handle_request')

    def shutdown(self):
        pass


class TCPServer(BaseServer):
    allow_reuse_address = False
    request_queue_size = 5

    def __init__(self, server_address, RequestHandlerClass, bind_and_activate=True):
        BaseServer.__init__(self, server_address, RequestHandlerClass)
        deny('network', type(self).__name__, server_address)


class UDPServer(TCPServer):
    pass


class ThreadingMixIn:
    daemon_threads = False
    block_on_close = True


class ThreadingUDPServer(ThreadingMixIn, UDPServer):
    pass


class ThreadingTCPServer(ThreadingMixIn, TCPServer):
    pass


class BaseRequestHandler:
    def __init__(self, request, client_address, server):
        self.request = request
        self.client_address = client_address
        self.server = server
        self.setup()
        try:
            self.handle()
        finally:
            self.finish()

    def setup(self):
        pass

    def handle(self):
        pass

    def finish(self):
        pass


class StreamRequestHandler(BaseRequestHandler):
    pass


class DatagramRequestHandler(BaseRequestHandler):
    pass
