"""A server on this machine that answers from recordings, and 503 to what was not recorded.

By hand: ``python -m tests.recordings_server`` prints the environment to set, and serves.
"""

import json
import re
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from tests.recorded import Entry, entries, folders

__all__ = ["Recorded", "base_urls", "environment", "find", "serve_recordings"]

# what a request is about; the rest says how many, which fields, in which order, and for whom
_ABOUT = frozenset(
    {
        "action",
        "affiliation",
        "db",
        "filter",
        "id",
        "id_list",
        "ids",
        "q",
        "query",
        "query.title",
        "search",
        "search_query",
        "term",
        "title",
        "url",
    }
)
# where a work stands by itself, of sources that list works by DOI
_LISTS = {"crossref": "/works/", "openalex": "/works/https://doi.org/"}
# parts of a source's base address, which the environment's address must have too
_PATHS = {"orcid": "/v3.0", "ror": "/v2"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """An answer as it goes out."""

    status: int
    content_type: str
    body: bytes
    headers: Mapping[str, str]


class Shelf:
    """All recordings by folder, exact request and what the request is about."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, str], Recorded] = {}
        for folder in folders():
            # what was answered well stands before what failed at the same address
            for entry in sorted(entries(folder), key=lambda one: one.status >= 400):
                if entry.method == "GET":
                    self._shelve(folder, entry)

    def _shelve(self, folder: str, entry: Entry) -> None:
        headers = {
            name: value
            for name, value in entry.headers.items()
            if name in ("retry-after", "link") or name.startswith("x-rate")
        }
        kind = entry.headers.get("content-type", "application/octet-stream")
        recorded = Recorded(
            status=entry.status, content_type=kind, body=entry.body, headers=headers
        )
        if not entry.url:
            for doi, body in _deposits(folder, entry):
                self._put(folder, f"/works/{doi}", "", _answer_with(recorded, body))
            return
        parts = urlsplit(entry.url)
        self._put(folder, parts.path, parts.query, recorded)
        for path in _other_paths(folder, entry):
            self._put(folder, path, "", recorded)
        if "approximate" in entry.note and "expanded-search" in entry.url:
            # the saver did not keep the search itself: it answers for the name it found
            for person in json.loads(entry.body)["expanded-result"]:
                self._put(folder, f"{parts.path}#{_folded(person['family-names'])}", "", recorded)

    def _put(self, folder: str, path: str, query: str, recorded: Recorded) -> None:
        for key in (_exact(path, query), _about(path, query)):
            self._found.setdefault((folder, key), recorded)

    def find(self, folder: str, path: str, query: str) -> Recorded | None:
        """What was recorded for a request, the same first, then one about the same."""
        for key in (_exact(path, query), _about(path, query)):
            if (folder, key) in self._found:
                return self._found[folder, key]
        if path == "/works" and folder in _LISTS:
            return self._list(folder, dict(parse_qsl(query)).get("filter", ""))
        if "expanded-search" in path:
            words = _folded(dict(parse_qsl(query)).get("q", "")).split()
            for word in words:
                if (hit := self._found.get((folder, _exact(f"{path}#{word}", "")))) is not None:
                    return hit
        return None

    def _list(self, folder: str, filtered: str) -> Recorded | None:
        """A list of works by DOI, made of those that were recorded one by one."""
        dois = re.findall(r"(?:^doi:|,doi:|\|)([^|,]+)", filtered)
        hits = [self.find(folder, _LISTS[folder] + doi, "") for doi in dois]
        works = [json.loads(hit.body) for hit in hits if hit is not None and hit.status == 200]
        if not works:
            return None
        body: dict[str, Any] = {"meta": {"count": len(works)}, "results": works}
        if folder == "crossref":
            items = [work["message"] for work in works]
            body = {"message-type": "work-list", "message": {"items": items}}
        return Recorded(
            status=200, content_type="application/json", body=json.dumps(body).encode(), headers={}
        )


def _deposits(folder: str, entry: Entry) -> Iterator[tuple[str, bytes]]:
    """Works of Crossref's data file, in the wrapper in which its interface hands them out."""
    if folder == "crossref" and entry.file.startswith("datafile-"):
        for item in json.loads(entry.body)["items"]:
            wrapped = {"status": "ok", "message-type": "work", "message": item}
            yield item["DOI"], json.dumps(wrapped).encode()


def _other_paths(folder: str, entry: Entry) -> Iterator[str]:
    """The addresses under which OpenAlex hands out the same entity, by DOI and by ORCID iD."""
    if folder == "openalex" and entry.status == 200 and re.search(r"/[AW]\d+$", entry.url):
        entity = json.loads(entry.body)
        if entity.get("doi"):
            yield f"/works/{entity['doi']}"
        if entity.get("orcid"):
            yield f"/authors/{entity['orcid']}"


def _answer_with(recorded: Recorded, body: bytes) -> Recorded:
    return Recorded(
        status=recorded.status, content_type=recorded.content_type, body=body, headers={}
    )


def _folded(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))


def _path(path: str) -> str:
    plain = unquote(path).lower().rstrip("/")
    plain = re.sub(r"/works/doi:", "/works/https://doi.org/", plain)
    return re.sub(r"/authors/orcid:", "/authors/https://orcid.org/", plain)


def _exact(path: str, query: str) -> str:
    pairs = sorted(
        (name, value)
        for name, value in parse_qsl(query, keep_blank_values=True)
        if name not in ("mailto", "api_key", "email", "tool")
    )
    return f"{_path(path)}?{pairs}"


def _about(path: str, query: str) -> str:
    # a search within a field by the name of the author is another question
    pairs = sorted(
        (name, _folded(value))
        for name, value in parse_qsl(query)
        # DataCite's affiliation=true asks for another form of the same answer
        if (name in _ABOUT or name == "query.author") and value and value != "true"
    )
    return f"about {_path(path)}?{pairs}"


_shelf: list[Shelf] = []


def find(folder: str, path: str, query: str) -> Recorded | None:
    """What was recorded for a request; None for what was not."""
    if not _shelf:
        _shelf.append(Shelf())
    return _shelf[0].find(folder, path, query)


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        _, folder, *rest = parts.path.split("/", 2)
        found = find(folder, "/" + "".join(rest), parts.query) or Recorded(
            status=503, content_type="text/plain", body=b"not recorded", headers={}
        )
        self.send_response(found.status)
        self.send_header("Content-Type", found.content_type)
        self.send_header("Content-Length", str(len(found.body)))
        for name, value in found.headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(found.body)

    def log_message(self, format: str, *args: Any) -> None:
        """Says nothing."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128  # the usual 5 makes a burst of requests wait a second


@contextmanager
def serve_recordings() -> Iterator[str]:
    """The address of a server that answers until the block ends."""
    server = _Server(("127.0.0.1", 0), _Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def base_urls(address: str) -> dict[str, str]:
    """The base address of each source on the server, by source id."""
    return {folder: f"{address}/{folder}{_PATHS.get(folder, '')}" for folder in folders()}


def environment(address: str) -> dict[str, str]:
    """The environment that makes the program ask the server instead of the sources."""
    return {
        f"PERSONA_CHECK_{source.upper()}_URL": url for source, url in base_urls(address).items()
    }


def main() -> None:
    """Serves until it is interrupted."""
    with serve_recordings() as address:
        for name, value in environment(address).items():
            sys.stdout.write(f"export {name}={value}\n")
        sys.stdout.flush()
        try:
            threading.Event().wait()
        except KeyboardInterrupt:
            return


if __name__ == "__main__":
    main()
