"""From what people have in hand (mail, CV, page, publication list, speaker list) to a claim.

One file reads one form: bytes and a file name go in, a ``ReadClaim`` with the place of each item
comes out. What was read is a claim, never evidence; what is doubtful is left out and listed.
"""

__all__: list[str] = []
