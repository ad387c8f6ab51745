"""How a zone speaks HTTP and HTTPS (section 6): the rules in `binding`, a server of its own, and a WSGI application."""
