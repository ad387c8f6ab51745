"""A store that speaks S3 (moto's server), in a process of its own: `python -m benchmarks.nation.store PORT`."""

import sys

from moto.server import DomainDispatcherApplication, create_backend_app
from werkzeug.serving import WSGIRequestHandler, make_server


class Quiet(WSGIRequestHandler):
    """Writes no line for each request."""

    def log(self, *_: object, **__: object) -> None:
        """Write nothing."""


if __name__ == "__main__":
    _application = DomainDispatcherApplication(create_backend_app)
    make_server("127.0.0.1", int(sys.argv[1]), _application, threaded=True, request_handler=Quiet).serve_forever()
