"""How a changed module is judged: in a fork of this process, by the tests that reach the change.

A fork costs milliseconds, where a process of its own would import Django and collect every test again for each change.
A change at the top of a module (a table, a constant) is run when the module is imported; such a fork is made before
anything of Handover is imported, and collects for itself.
"""

import functools
import gc
import importlib.machinery
import json
import os
import re
import shutil
import signal
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any

import coverage
import pytest

from tools.mutations import Change, Module

Say = Callable[[Any], None]

LOOPING_SECONDS = 30.0  # of the processor: a fork that goes round in circles is ended
HANGING_SECONDS = 900.0  # by the clock: a fork that waits in vain is ended
TIMED_OUT = "timed out"
KILLED = "killed"
AT_IMPORT = "at import"
"""Outcome, and context of coverage: what no test noticed runs at import too, and has to be judged there."""
OURS = re.compile(r"handover\.(?!sif\.(?!checks))")


def forked(task: Callable[[Say], None], bounded: bool = True) -> Iterator[Any]:
    """Yield what the task says in a fork of this process, and TIMED_OUT if it had to be ended."""
    ours, theirs = os.pipe()
    if (child := os.fork()) == 0:
        try:
            signal.setitimer(signal.ITIMER_PROF, bounded * LOOPING_SECONDS)
            signal.setitimer(signal.ITIMER_REAL, bounded * HANGING_SECONDS)
            saying = os.fdopen(theirs, "w", buffering=1)
            try:
                task(lambda said: print(json.dumps(said), file=saying))
            except Exception:
                print(json.dumps({"fault": traceback.format_exc()}), file=saying)
        finally:
            os._exit(0)
    os.close(theirs)
    with os.fdopen(ours) as reading:
        for said in map(json.loads, reading):
            if isinstance(said, dict):
                raise SystemExit(said["fault"])
            yield said
    ended = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if ended in (-signal.SIGALRM, -signal.SIGPROF):
        yield TIMED_OUT
    elif ended:
        raise SystemExit(f"A fork crashed ({ended}). A group whose libraries do not survive a fork is judged without.")


def judge_living(arguments: list[str], chosen: dict[Module, list[Change]], seconds: float, say: Say) -> None:
    """Run pytest and judge changes inside functions; say where each is listed and what became of it."""
    judge = Judge(chosen, seconds, say)
    if (ended := run_pytest(arguments, judge)) or not judge.done:
        raise RuntimeError(f"{' '.join(arguments)}: {judge.fault or f'pytest ended with {ended}'}")


def judge_anew(arguments: list[str], module: Module, change: Change, seconds: float, say: Say) -> None:
    """Run pytest with the broken module, which must not be imported yet, and say what became of it."""
    code, get_code = module.broken(change), importlib.machinery.SourceFileLoader.get_code

    def get_code_or_broken(loader: Any, fullname: str) -> Any:
        return code if loader.path == str(module.path) else get_code(loader, fullname)

    importlib.machinery.SourceFileLoader.get_code = get_code_or_broken  # type: ignore[method-assign]
    bound = Bound(3 * seconds, arguments)  # its start and collecting included
    try:
        ended = run_pytest(["-x", *arguments], bound)
    except Exception:  # the site does not even start
        return say(KILLED)
    return say(f"{bound.ran} tests" if ended == pytest.ExitCode.OK or bound.enough else KILLED)


def run_pytest(arguments: list[str], plugin: object) -> int:
    """Run pytest in silence."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    os.dup2(1, 2)
    return pytest.main(["-q", "-n0", "-p", "no:cacheprovider", *arguments], plugins=[plugin])


class Failures:
    """A pytest plugin that notes whether a test failed."""

    failed = False

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Look at what is reported of setting up, running and tearing down."""
        self.failed |= report.failed


def fails(item: pytest.Item, following: pytest.Item | pytest.Session) -> bool:
    """Run one test as pytest does, and say whether it fails."""
    failures = Failures()
    item.config.pluginmanager.register(failures)
    try:
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
    finally:
        item.config.pluginmanager.unregister(failures)
    return failures.failed


class Quick:
    """A pytest plugin that has property tests fail at once, without a search for the smallest example."""

    def pytest_collection(self) -> None:
        """Load the profile after that of the tests' own."""
        import hypothesis  # pytest wants to load it first

        phases = (hypothesis.Phase.explicit, hypothesis.Phase.generate)
        hypothesis.settings.register_profile("quick", hypothesis.settings(), phases=phases)
        hypothesis.settings.load_profile("quick")


class Bound(Quick):
    """A pytest plugin that runs the files in their order, ends a run when it has cost enough, and counts what ran."""

    ran = 0
    enough = False

    def __init__(self, seconds: float, files: list[str]) -> None:
        self.seconds = seconds
        self.files = files

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Put the files back into their order; pytest-django has put what uses no database at the end."""
        items.sort(key=lambda item: self.files.index(str(item.path)))

    def pytest_runtest_teardown(self, item: pytest.Item) -> None:
        """Count, and look at what the run has cost."""
        self.ran += 1
        if time.process_time() > self.seconds:
            self.enough = True
            item.session.shouldstop = "enough"


class Judge(Quick):
    """A pytest plugin that measures which test reaches which line, and runs those tests against each change."""

    fault = ""
    done = False

    def __init__(self, chosen: dict[Module, list[Change]], bound: float, say: Say) -> None:
        self.chosen = chosen
        self.bound = bound
        self.say = say
        self.coverage = coverage.Coverage(data_file=None, include=[str(module.path) for module in chosen])
        self.coverage.start()
        self.coverage.switch_context(AT_IMPORT)
        self.seconds: dict[str, float] = {}

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_call(self, item: pytest.Item) -> Any:
        """Count what runs now for this test; what its fixtures did counts for all of its file, as they may be shared."""
        if not self.seconds.get(item.nodeid):
            self.coverage.switch_context(item.nodeid)
        return (yield)

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Measure, then judge; in place of running the tests."""
        caches = find_caches()
        self._measure(session, caches)
        with Belongings() as belongings:
            for module, changes in self.chosen.items():
                lines = self.coverage.get_data().contexts_by_lineno(str(module.path))
                functions = find_functions(module.path)
                for change in changes:
                    contexts = {context for line in change.lines for context in lines.get(line, ())}
                    tests = self._reaching(session.items, contexts)
                    run = functools.partial(run_tests, tests, module.broken(change), functions, caches, self.bound)
                    (found,) = forked(run) if tests else ("no test runs it",)
                    if found not in (KILLED, TIMED_OUT) and AT_IMPORT in contexts:
                        found = AT_IMPORT
                    self.say([module.changes.index(change), str(module.path), found])
                    belongings.put_back()
        self.done = True
        return True

    def _measure(self, session: pytest.Session, caches: list[Any]) -> None:
        from django.db import connections

        for item, following in zip(session.items, [*session.items[1:], session], strict=True):
            self.coverage.switch_context(item.location[0])
            for cache in caches:
                cache.cache_clear()
            started = time.process_time()
            if fails(item, following):
                self.fault = f"{item.nodeid} fails with nothing broken"
                pytest.exit(self.fault, 1)
            self.seconds[item.nodeid] = time.process_time() - started
        self.coverage.stop()
        connections.close_all()

    def _reaching(self, items: list[pytest.Item], contexts: set[str]) -> list[pytest.Item]:
        tests = [item for item in items if item.nodeid in contexts or item.location[0] in contexts]
        return sorted(tests, key=lambda item: self.seconds[item.nodeid])


class Belongings:
    """The folder in which the tests' site has its database and files, as it was before the first change."""

    def __init__(self) -> None:
        self.home = Path(os.environ["HANDOVER_FILES"]).parent

    def __enter__(self) -> "Belongings":
        self.kept = tempfile.mkdtemp()
        shutil.copytree(self.home, self.kept, dirs_exist_ok=True)
        self.known = self._stamps()
        return self

    def __exit__(self, *_: object) -> None:
        shutil.rmtree(self.kept)

    def _stamps(self) -> dict[Path, tuple[int, int]]:
        stats = {path: path.stat() for path in self.home.rglob("*") if path.is_file()}
        return {path: (stat.st_mtime_ns, stat.st_size) for path, stat in stats.items()}

    def put_back(self) -> None:
        """Undo what was changed since."""
        if self._stamps() != self.known:
            shutil.rmtree(self.home)
            shutil.copytree(self.kept, self.home)
            self.known = self._stamps()


def run_tests(
    tests: list[pytest.Item],
    broken: CodeType,
    functions: list[FunctionType],
    caches: list[Any],
    seconds: float,
    say: Say,
) -> None:
    """Run the tests against the broken module, and say that one noticed or how many did not."""
    codes = {(each.co_qualname, each.co_firstlineno, each.co_freevars): each for each in codes_in(broken)}
    for function in functions:
        old = function.__code__
        function.__code__ = codes.get((old.co_qualname, old.co_firstlineno, old.co_freevars), old)
    for cache in caches:
        cache.cache_clear()
    started, ran = time.process_time(), 0
    for item, following in zip(tests, [*tests[1:], tests[0].session], strict=True):
        if fails(item, following):
            return say(KILLED)
        ran += 1
        if time.process_time() - started > seconds:
            break
    return say(f"{ran} of {len(tests)} tests")


def find_functions(path: Path) -> list[FunctionType]:
    """Return every living function of a module, whatever wraps it."""
    # By `type`, because `isinstance` asks lazy objects what they stand for, and some then refuse.
    functions = [each for each in gc.get_objects() if type(each) is FunctionType]
    return [each for each in functions if each.__code__.co_filename == str(path)]


def find_caches() -> list[Any]:
    """Return every cached function of ours: what it remembers would hide that a line is reached, or broken.

    Not those that read the tables of SIF and make its classes, of which the tests' own objects are; no group breaks them.
    """
    wrappers = [each for each in gc.get_objects() if type(each) is functools._lru_cache_wrapper]
    return [each for each in wrappers if OURS.match(str(each.__module__))]


def codes_in(code: CodeType) -> Iterator[CodeType]:
    """Yield the code of every function, however deep."""
    for each in code.co_consts:
        if isinstance(each, CodeType):
            yield each
            yield from codes_in(each)


def files_naming_first(tests: tuple[str, ...], name: str, root: Path) -> list[str]:
    """Return the files of tests, those first whose text has the name."""
    files = [path for test in tests for path in (sorted((root / test).rglob("test_*.py")) or [root / test])]
    return sorted(map(str, files), key=lambda path: not re.search(rf"\b{name}\b", Path(path).read_text()))
