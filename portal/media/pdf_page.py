"""A program of its own: a PDF comes in, the number of its pages and a picture of the first go out.

It runs apart from the portal, with little memory and little time: what a broken or hostile document does to the
reader of PDF happens to this process alone. It imports nothing of the portal, so that it starts at once.
"""

from __future__ import annotations

import resource
import sys

MEMORY = 1 << 30  # bytes of address space, most of which are the libraries
SECONDS = 10  # of computing


def main(most_pages: int, side: int) -> int:
    """Write the number of pages as a line, then the first page as PNG, unless there are more than ``most_pages``.

    Exit code 3: the document cannot be read.
    """
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(sys.stdin.buffer.read())
        pages = len(document)
        sys.stdout.buffer.write(b"%d\n" % pages)
        if 0 < pages <= most_pages:
            page = document[0]
            longest = max(page.get_size())
            page.render(scale=side / longest).to_pil().convert("RGB").save(sys.stdout.buffer, "PNG", compress_level=1)
    except (pypdfium2.PdfiumError, MemoryError, ValueError, ZeroDivisionError):
        return 3
    return 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), int(sys.argv[2])))
