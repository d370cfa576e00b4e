"""Content credentials (C2PA): what a signed manifest in the file says, and whether it still fits.

Read by c2pa-python, where the extra is installed; offline: a manifest that lies elsewhere, a
revocation list or a trust list is never fetched.
"""

import io
import json
from collections.abc import Iterator, Mapping
from typing import Any

__all__ = ["credentials"]

NOT_INSTALLED = "present but not read: run pip install 'persona-check[c2pa]' to read them"
# C2PA 2.1, 14.3; what is not trusted is signed well by somebody who is on no list in hand
STATES = {
    "Trusted": "the signature matches the file, and the signer is on a trust list",
    "Valid": "the signature matches the file, but the signer is not on a trust list available here",
    "Invalid": "the signature no longer matches the file, as happens after editing with a program "
    "that does not sign",
}
OFFLINE = {"verify": {"remote_manifest_fetch": False, "ocsp_fetch": False}}
MOST_WORDS = 80


def credentials(content: bytes, mime_type: str) -> Iterator[tuple[str, str]]:
    """Statements as (kind, words): ``content_credentials`` and ``digital_source_type``.

    The second is the bare IPTC code of the active manifest's actions (``digitalCapture``,
    ``trainedAlgorithmicMedia`` …), whether the signature fits or not.
    """
    try:
        import c2pa
    except ImportError:
        yield "content_credentials", NOT_INSTALLED
        return
    try:
        with (
            c2pa.Context.from_dict(OFFLINE) as context,
            c2pa.Reader(mime_type, io.BytesIO(content), context=context) as reader,
        ):
            document = json.loads(reader.json())
            state = str(reader.get_validation_state())
        manifest = document.get("manifests", {}).get(document.get("active_manifest"), {})
        signer = manifest.get("signature_info", {})
        by = signer.get("common_name") or signer.get("issuer") or "an unnamed signer"
        source_types = tuple(_source_types(manifest))
    except Exception as error:  # the library's own error types follow what the file made it meet
        if "ManifestNotFound" in f"{type(error).__name__} {error}":
            return
        yield "content_credentials", "present, but unreadable or stored elsewhere"
        return
    words = STATES.get(state, "in an unknown state")
    yield "content_credentials", f"signed by {str(by)[:MOST_WORDS]}: {words}"
    for source_type in source_types:
        yield "digital_source_type", source_type


def _source_types(manifest: Mapping[str, Any]) -> Iterator[str]:
    for assertion in manifest.get("assertions", []):
        if str(assertion.get("label", "")).startswith("c2pa.actions"):
            for action in assertion.get("data", {}).get("actions", []):
                if source_type := action.get("digitalSourceType"):
                    yield str(source_type).rpartition("/")[2][:MOST_WORDS]
