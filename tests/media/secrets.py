"""What must never be found in a file that went through cleaning."""

from __future__ import annotations

import struct

AUTHOR = "Jana Tajna"
CAMERA = "SpyCam 3000"
COMMENT = "shot at the shelter"
DATE = "2018:05:16 18:32:07"
SECRETS = (AUTHOR, CAMERA, COMMENT, DATE, "2018-05-16", "42.697")


def reveals(data: bytes) -> list[str]:
    """The secrets that stand in ``data``, in any encoding text has in our formats."""
    encodings = ("utf-8", "utf-16-le", "utf-16-be")
    return [secret for secret in SECRETS if any(secret.encode(kind) in data for kind in encodings)]


def exif(orientation: int = 1, *, order: str = "<") -> bytes:
    """A TIFF structure with camera, date, orientation, maker note, thumbnail and position."""
    texts = {0x010F: CAMERA, 0x0132: DATE, 0x013B: AUTHOR}
    gps = {1: b"N\0\0\0", 2: struct.pack(order + "6I", 42, 1, 41, 1, 53, 1)}
    maker_note = b"MakerNote " + CAMERA.encode()
    entries = 6
    at = 8 + 2 + 12 * entries + 4
    body = b""

    def long(tag: int, kind: int, content: bytes) -> bytes:
        nonlocal body
        entry = struct.pack(order + "HHII", tag, kind, len(content), at + len(body))
        body += content + bytes(len(content) % 2)
        return entry

    table = long(0x010F, 2, texts[0x010F].encode() + b"\0")
    table += struct.pack(order + "HHIHH", 0x0112, 3, 1, orientation, 0)
    table += long(0x0132, 2, texts[0x0132].encode() + b"\0")
    table += long(0x013B, 2, texts[0x013B].encode() + b"\0")
    exif_ifd = at + len(body)
    note_at = exif_ifd + 2 + 12 + 4
    body += struct.pack(order + "HHHIII", 1, 0x927C, 7, len(maker_note), note_at, 0) + maker_note
    body += bytes(len(body) % 2)
    gps_ifd = at + len(body)
    body += struct.pack(order + "H", 2) + struct.pack(order + "HHI", 1, 2, 2) + gps[1]
    body += struct.pack(order + "HHII", 2, 5, 3, gps_ifd + 2 + 24 + 4) + bytes(4) + gps[2]
    table += struct.pack(order + "HHII", 0x8769, 4, 1, exif_ifd)
    table += struct.pack(order + "HHII", 0x8825, 4, 1, gps_ifd)
    mark = b"II" if order == "<" else b"MM"
    head = mark + struct.pack(order + "HI", 42, 8) + struct.pack(order + "H", entries)
    return head + table + bytes(4) + body


def xmp(orientation: int | None = None) -> bytes:
    """An XMP packet with an author, a date and, if asked, an orientation."""
    turned = f' tiff:Orientation="{orientation}"' if orientation else ""
    return (
        '<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF '
        'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description '
        'xmlns:tiff="http://ns.adobe.com/tiff/1.0/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" '
        f'xmp:CreateDate="2018-05-16T18:32:07" tiff:Artist="{AUTHOR}"{turned}/></rdf:RDF>'
        '</x:xmpmeta><?xpacket end="w"?>'
    ).encode()


def iptc() -> bytes:
    """A Photoshop resource block with an IPTC by-line."""
    record = b"\x1c\x02\x50" + struct.pack(">H", len(AUTHOR)) + AUTHOR.encode()
    padded = record + bytes(len(record) % 2)
    return b"Photoshop 3.0\0" + b"8BIM\x04\x04\0\0" + struct.pack(">I", len(record)) + padded
