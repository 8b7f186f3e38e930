"""The reference front end: plain pages, rendered on the server, usable without JavaScript."""
