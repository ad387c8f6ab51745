"""A store that speaks S3 (moto's server), in a process of its own: `python -m benchmarks.nation.store ADDRESS PORT`."""

import sys

from moto.server import DomainDispatcherApplication, create_backend_app
from werkzeug.serving import WSGIRequestHandler, make_server


class Quiet(WSGIRequestHandler):
    """Writes no line for each request."""

    def log(self, *_: object, **__: object) -> None:
        """Write nothing."""


if __name__ == "__main__":
    _application = DomainDispatcherApplication(create_backend_app)
    _address, _port = sys.argv[1:]
    make_server(_address, int(_port), _application, threaded=True, request_handler=Quiet).serve_forever()
