"""A compressed body, unpacked piece by piece, and never further than it may grow.

It is asked for because it is quicker: HAPI sends what is not compressed in packets of 30 bytes, eight thousand for 500
weights, which cost it and us more than the search itself (106 ms against 58, alone on the machine).
"""

import zlib
from collections.abc import Iterable, Iterator

GZIP = 16 + zlib.MAX_WBITS


class NotGzip(ValueError):
    """What was said to be gzip is none, is cut off, or has something behind its end."""


def inflated(pieces: Iterable[bytes], most_bytes: int) -> Iterator[bytes]:
    """Unpack gzip. Raises NotGzip. No piece is larger than `most_bytes` and one, so that whoever counts can stop."""
    unpacker = zlib.decompressobj(GZIP)
    for piece in pieces:
        try:
            yield unpacker.decompress(piece, most_bytes + 1)
        except (zlib.error, EOFError):
            raise NotGzip from None
        if unpacker.unused_data:
            raise NotGzip
    if not unpacker.eof:
        raise NotGzip
