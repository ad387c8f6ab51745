"""A document as long as one likes, made while it is read. As a program: check one of more than 100 MB and say what it took."""

import io
import resource

from handover.invented.sif import invent_school
from handover.sif import Options, check_stream, write_object
from handover.sif.objects import LearnerPersonal


class Endless(io.RawIOBase):
    """A document of many objects, made while it is read."""

    def __init__(self, count, piece):
        self.parts = iter([b"<All>", *[piece] * count, b"</All>"])
        self.held = b""
        self.total = 0

    def read(self, size=-1):
        while len(self.held) < size:
            part = next(self.parts, None)
            if part is None:
                break
            self.held += part
        given, self.held = self.held[:size], self.held[size:]
        self.total += len(given)
        return given


def _peak():
    """The most memory this process has had, in bytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def main():
    """Check the document; print its bytes and objects, the problems, and by how much the memory grew after the first part."""
    learner = next(thing for thing in invent_school(1, learners=1, days=1) if isinstance(thing, LearnerPersonal))
    piece = write_object(learner) * 100
    options = Options(partial=True, limit=10)
    check_stream(Endless(20, piece), options)
    before = _peak()
    source = Endless(105_000_000 // len(piece), piece)
    report = check_stream(source, options)
    print(source.total, report.objects, sum(report.counts.values()), _peak() - before)


if __name__ == "__main__":
    main()
