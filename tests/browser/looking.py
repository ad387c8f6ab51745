"""Looking at a page as its readers do: with eyes, with a screen reader's rules, on a desk and on a phone."""

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import ConsoleMessage, Page, Request, Response, ViewportSize

DESK, PHONE = 1280, 360
AXE_SCRIPT = Axe().axe_script
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# The rules whose verdict depends on where things stand and how large they are, and those about what only a phone shows: the
# button of the menu.
OF_LAYOUT = ["target-size", "scrollable-region-focusable", "button-name", "aria-hidden-focus"]

# The rules whose verdict depends on the words: names that could be empty or the same, and the language that is said.
OF_WORDS = [
    *("document-title", "html-has-lang", "html-lang-valid", "html-xml-lang-mismatch", "valid-lang"),
    *("link-name", "label", "select-name", "input-button-name", "aria-input-field-name", "aria-command-name"),
    *("empty-heading", "empty-table-header", "summary-name", "image-alt", "landmark-unique", "label-title-only"),
]

# Each question to a page goes through three processes; so all are asked at once.
LOOK = """async rules => ({
  language: document.documentElement.lang,
  headings: document.querySelectorAll("h1").length,
  title: document.title,
  sideways: document.documentElement.scrollWidth > document.documentElement.clientWidth,
  violations: (await axe.run(document, rules)).violations,
})"""


def rules_for(width: int) -> dict[str, object]:
    """Return what axe is to look for: everything on a desk.

    A phone is shown the same document. Only the rules of layout, which are stricter there, are asked again, and those of words:
    a page may be looked at on a desk in one language and on a phone in the other.
    """
    if width == DESK:
        return {"runOnly": TAGS, "resultTypes": ["violations"]}
    return {"runOnly": {"type": "rule", "values": OF_LAYOUT + OF_WORDS}, "resultTypes": ["violations"]}


def size_of(width: int) -> ViewportSize:
    return {"width": width, "height": 900}


class Looker:
    """One tab of a browser, and everything in it that is not as it should be."""

    def __init__(self, page: Page, language: str) -> None:
        self.page = page
        self.language = language
        self.complaints: list[str] = []
        self.expected = {200}
        # Each page that opens brings axe with it: quicker than to hand the script over when it is asked.
        page.add_init_script(AXE_SCRIPT)
        page.on("console", self._heard)
        page.on("pageerror", lambda fault: self.complaints.append(f"script: {fault}"))
        page.on("requestfailed", self._failed)

    def _heard(self, message: ConsoleMessage) -> None:
        # The browser also reports the status of a fault page or of a form sent back, which a test expects.
        told = any(f"status of {status} " in message.text for status in self.expected)
        if message.type in {"error", "warning"} and not told:
            self.complaints.append(f"console: {message.text}")

    def _failed(self, request: Request) -> None:
        # What was still on its way when the page was left for the next is nobody's loss.
        if request.failure != "net::ERR_ABORTED":
            self.complaints.append(f"not loaded: {request.url} {request.failure}")

    def go(self, address: str, status: int = 200, ends_at: str | None = None) -> Response:
        """Open an address; expect a status, and to stay there or to be sent on to another."""
        self.expected = {200, status}
        answer = self.page.goto(address)
        assert answer is not None
        assert answer.status == status, f"{address}: {answer.status}"
        assert self.page.url.endswith(ends_at or address), f"{address}: sent on to {self.page.url}"
        return answer

    def leave(self) -> None:
        """Forget who was signed in and what was wrong; the next page follows in the same process of the browser."""
        self.page.context.clear_cookies()
        self.page.set_viewport_size(size_of(DESK))
        self.complaints.clear()
        self.expected = {200}

    def faults(self, width: int) -> list[str]:
        """Return everything that is wrong with the page as it is now, at a width."""
        self.page.set_viewport_size(size_of(width))
        seen = self.page.evaluate(LOOK, rules_for(width))
        found = list(self.complaints)
        self.complaints.clear()
        if seen["language"] != self.language:
            found.append(f"the page says it is in {seen['language']}, not {self.language}")
        if seen["headings"] != 1:
            found.append(f"{seen['headings']} main headings")
        if not seen["title"].removeprefix("– ").strip():
            found.append("no title")
        if seen["sideways"]:
            found.append("scrolls sideways")
        return found + [told(violation) for violation in seen["violations"]]


def told(violation: dict[str, Any]) -> str:
    """Return what axe complains of, and where."""
    where = "; ".join(f"{node['target']} {node['html'][:160]}" for node in violation["nodes"][:3])
    return f"axe {violation['id']}: {violation['help']}: {where}"
