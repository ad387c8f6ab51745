"""Looking at a page as its readers do: with eyes, with a screen reader's rules, on a desk and on a phone."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import ConsoleMessage, Page, Request, Response

DESK, PHONE = 1280, 360
AXE_SCRIPT = Axe().axe_script
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}


class Looker:
    """One tab of a browser, and everything in it that is not as it should be."""

    def __init__(self, page: Page, language: str) -> None:
        self.page = page
        self.language = language
        self.complaints: list[str] = []
        self.expected = {200}
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

    def faults(self) -> list[str]:
        """Return everything that is wrong with the page as it is now."""
        found = list(self.complaints)
        self.complaints.clear()
        language = self.page.locator("html").get_attribute("lang")
        if language != self.language:
            found.append(f"the page says it is in {language}, not {self.language}")
        if (headings := self.page.locator("h1").count()) != 1:
            found.append(f"{headings} main headings")
        if not self.page.title().removeprefix("– ").strip():
            found.append("no title")
        if self.page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            found.append("scrolls sideways")
        return found + self._axe()

    def _axe(self) -> list[str]:
        """Return what axe finds; its script is put into a page once."""
        if not self.page.evaluate("'axe' in window"):
            self.page.evaluate(AXE_SCRIPT)
        violations = self.page.evaluate("rules => axe.run(document, rules).then(found => found.violations)", RULES)
        return [
            f"axe {violation['id']}: {violation['help']}: "
            + "; ".join(f"{node['target']} {node['html'][:160]}" for node in violation["nodes"][:3])
            for violation in violations
        ]
