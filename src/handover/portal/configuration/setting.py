"""One row of the table of settings, and how it becomes an attribute of the configuration.

A group of settings is a class whose attributes are made by `setting`. Asked of the class, such an attribute is the row:
`Config.collect_days` is a `Setting[int]`, for tables that say by which setting something goes. Asked of a configuration
that was read, it is the value: `CONFIG.collect_days` is an int. mypy knows both, and finds a name that is misspelt.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Generic, TypeVar, cast, overload

T = TypeVar("T")
_replaced: ContextVar[Mapping[str, object]] = ContextVar("settings_replaced", default=MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Setting(Generic[T]):
    """One environment variable: its name, how it is read, its default as text, and what it means.

    A default of None means that a production site must give it. `demo` is the default where the mode is demo.
    """

    name: str
    read: Callable[[str], T]
    default: str | None
    meaning: str
    demo: str | None = None


@dataclass(frozen=True)
class SettingGroup:
    """Settings of one subject; an instance holds the values as read, by the names of their variables."""

    values: Mapping[str, object]

    def value(self, row: Setting[T]) -> T:
        """Return the value of a setting that a table names, such as `Config.collect_days`."""
        replaced = _replaced.get()
        found = replaced[row.name] if row.name in replaced else self.values[row.name]
        return cast(T, found)  # put there by the row's own `read`


@dataclass(frozen=True, slots=True)
class SettingAttribute(Generic[T]):
    """The row where a class is asked, the value where a configuration is asked."""

    row: Setting[T]

    @overload
    def __get__(self, config: None, group: type[Any]) -> Setting[T]: ...

    @overload
    def __get__(self, config: SettingGroup, group: type[Any]) -> T: ...

    def __get__(self, config: SettingGroup | None, group: type[Any]) -> Setting[T] | T:
        return self.row if config is None else config.value(self.row)


def setting(
    name: str, read: Callable[[str], T], default: str | None, meaning: str, demo: str | None = None
) -> SettingAttribute[T]:
    """Return the attribute for one setting; it has the name of the variable in small letters, without `HANDOVER_`."""
    return SettingAttribute(Setting(name, read, default, meaning, demo))


@contextmanager
def settings_replaced(values: Mapping[Setting[Any], object]) -> Iterator[None]:
    """Have some settings be others within the block, in this thread alone: a training county has its own folder and key."""
    before = _replaced.set({**_replaced.get(), **{row.name: value for row, value in values.items()}})
    try:
        yield
    finally:
        _replaced.reset(before)
