"""Ids of zones and agents as a part of an address: any text that a message can name, a slash included."""

from django.urls import register_converter


class AgentName:
    """Writes and reads an id within an address. A tilde and two digits stand for what an address cannot hold."""

    regex = "[^/]+"

    def to_python(self, value: str) -> str:
        """Return the id that a part of an address means."""
        return value.replace("~2F", "/").replace("~2E", ".").replace("~7E", "~")

    def to_url(self, value: str) -> str:
        """Return an id as a part of an address; one of dots alone would be taken for a folder."""
        written = value.replace("~", "~7E").replace("/", "~2F")
        return written if written.strip(".") else written.replace(".", "~2E")


register_converter(AgentName, "name")
