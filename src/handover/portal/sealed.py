"""Personal values in the database: sealed where they are read, keyed tokens where they are looked up.

Whoever holds only the database reads neither: both need keys derived from the master key, which is in the environment.
What is sealed is padded, so that its length does not tell a name. A token is the same for the same words, which is what
an index needs; so it tells that two rows say the same, and how often, and nothing else.
"""

import hmac
import json
from collections.abc import Callable
from typing import Any, Final, Generic, Self, TypeVar, overload

from django.db import models

from handover.portal.masterkeys.codes import code_key
from handover.portal.masterkeys.ring import key_ring

PIECE: Final = 64
"""Plain values are filled up to a multiple of so many bytes before they are sealed."""

T = TypeVar("T")


def key_for(purpose: str) -> bytes:
    """Return the site's key of today for one purpose; what it makes must not outlive a change of the master key."""
    return key_ring().derive(_full(purpose))


def wrap_key(key: bytes, identity: str) -> bytes:
    """Return the key of a file, sealed under the master key for that file alone."""
    return key_ring().wrap(key, identity)


def unwrap_key(wrapped: bytes, identity: str) -> bytes:
    """Return the key of a file; raise `sealing.CannotUnseal` if it is damaged or another file's."""
    return key_ring().unwrap(wrapped, identity)


def seal_values(values: object, purpose: str, identity: str) -> bytes:
    """Seal what JSON can say, for one record alone."""
    plain = json.dumps(values, separators=(",", ":"), ensure_ascii=False).encode("utf-8", "surrogatepass")
    return key_ring().seal_record(plain + b" " * (-len(plain) % PIECE), _full(f"sealed {purpose}"), identity)


def open_values(sealed: bytes, purpose: str, identity: str) -> Any:
    """Return what was sealed; raise `sealing.CannotUnseal` if it is damaged, or another record's."""
    plain = key_ring().open_record(sealed, _full(f"sealed {purpose}"), identity)
    return json.loads(plain.decode("utf-8", "surrogatepass"))


def token(purpose: str, *words: str) -> bytes:
    """Return the keyed code of some words: HMAC-SHA256, the same for the same words and purpose.

    It is the first form of the code, whatever the master key: it goes into a `CodeField`, or through `forms_of_number`.
    """
    key = code_key(f"handover tokens of {purpose} 1")
    return hmac.digest(key, "\x1f".join(words).encode("utf-8", "surrogatepass"), "sha256")


def _full(purpose: str) -> bytes:
    return f"handover {purpose} 1".encode()


class SealedRecord(models.Model):
    """A row whose personal values are sealed together in `content`; empty once they are forgotten.

    A subclass names the `purpose` of its key, and the `identity` that binds the content to the row.
    """

    content = models.BinaryField(default=b"")

    purpose: str

    class Meta:
        abstract = True

    @property
    def identity(self) -> str:
        """What the content is bound to; it never changes."""
        return str(self.reference)  # type: ignore[attr-defined]  # where there is none, the subclass says another

    def seal(self, values: object) -> None:
        """Put values into the row."""
        self.content = seal_values(values, self.purpose, self.identity)

    def unseal(self, restore: Callable[[Any], T], forgotten: T) -> T:
        """Return the values, restored from JSON, or `forgotten` where there are none; opened once for each content."""
        if not self.content:
            return forgotten
        sealed = bytes(self.content)
        if self.__dict__.get("_opened", (None,))[0] != sealed:
            self.__dict__["_opened"] = (sealed, restore(open_values(sealed, self.purpose, self.identity)))
        value: T = self.__dict__["_opened"][1]
        return value


class Opened(Generic[T]):
    """A sealed value, read as if it were a column: `surname = Opened[str]("facts")` is `row.facts.surname`."""

    def __init__(self, source: str) -> None:
        self.source = source

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    @overload
    def __get__(self, instance: None, owner: type) -> Self: ...
    @overload
    def __get__(self, instance: models.Model, owner: type) -> T: ...
    def __get__(self, instance: models.Model | None, owner: type) -> T | Self:
        return self if instance is None else getattr(getattr(instance, self.source), self.name)

    def __set__(self, instance: models.Model, value: object) -> None:
        raise AttributeError(f"{self.name} is sealed: it is set with the other values, in {self.source}")


class SealedTextField(models.TextField):  # type: ignore[type-arg]  # generic in the stubs only
    """A text that is sealed in the database, for words that are only ever read whole; an empty one stays empty.

    It is bound to its table and column, not to its row: whoever can write to the database could move it to another row.
    """

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **{"default": "", "blank": True, **options})

    @property
    def purpose(self) -> str:
        """The table and column, which are also what a text is bound to."""
        return f"{self.model._meta.label_lower}.{self.name}"

    def deconstruct(self) -> Any:
        """Say what a migration makes: a column of bytes, whatever this code comes to be."""
        name, _, args, kwargs = super().deconstruct()
        return name, "django.db.models.BinaryField", args, kwargs | {"default": b""}

    def get_internal_type(self) -> str:
        """Say which type of column holds it."""
        return "BinaryField"

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        """Seal a text on its way to the database."""
        sealed = seal_values(str(value), self.purpose, self.purpose) if value else b""
        return connection.Database.Binary(sealed)

    def from_db_value(self, value: Any, *_: object) -> str:
        """Open a text that comes from the database."""
        return str(open_values(bytes(value), self.purpose, self.purpose)) if value else ""
