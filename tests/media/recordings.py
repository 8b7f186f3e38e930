"""Recordings that tell too much, written box by box: short, but whole as far as containers go."""

from __future__ import annotations

import struct

from integra_cms.media.cleaning.recordings.ogg import _checksum_table

from .pictures import saved
from .secrets import AUTHOR, CAMERA, COMMENT

TIME = 3_609_254_727  # seconds since 1904
SOUND = bytes(range(1, 200))
POSITION = b"+42.6977+023.3219/"


def box(kind: bytes, *content: bytes) -> bytes:
    body = b"".join(content)
    return struct.pack(">I4s", 8 + len(body), kind) + body


def full(kind: bytes, *content: bytes) -> bytes:
    return box(kind, bytes(4), *content)


def track(handler: bytes, offset: int, size: int, *, brand: bytes) -> bytes:
    entry = box(b"avc1", bytes(6), b"\0\1", bytes(4), CAMERA[:4].encode(), bytes(8),
        struct.pack(">HHII", 48, 32, 0x480000, 0x480000), bytes(4), b"\0\1",
        bytes([len(CAMERA)]) + CAMERA.encode().ljust(31, b"\0"), b"\0\x18\xff\xff")  # fmt: skip
    table = box(
        b"stbl",
        full(b"stsd", struct.pack(">I", 1), entry),
        full(b"stts", struct.pack(">III", 1, 1, 1000)),
        full(b"stsc", struct.pack(">IIII", 1, 1, 1, 1)),
        full(b"stsz", struct.pack(">III", 0, 1, size)),
        full(b"stco", struct.pack(">II", 1, offset)),
    )
    reference = full(b"dref", struct.pack(">I", 1), full(b"url ", b"file:///" + AUTHOR.encode()))
    media = box(
        b"mdia",
        full(b"mdhd", struct.pack(">IIIII", TIME, TIME, 1000, 1000, 0)),
        full(b"hdlr", bytes(4), handler, b"appl", bytes(8), CAMERA.encode() + b"\0"),
        box(b"minf", full(b"vmhd", bytes(8)), box(b"dinf", reference), table),
    )
    header = full(b"tkhd", struct.pack(">III", TIME, TIME, 1), bytes(68))
    return box(b"trak", header, media, box(b"udta", box(b"name", AUTHOR.encode())))


def mp4(brand: bytes = b"isom", *, data_track: bool = True) -> bytes:
    """A film with positions in user data, in metadata keys and along a data track."""
    start = box(b"ftyp", brand, bytes(4), brand)
    film, way = b"pixels" * 20, POSITION * 3 + AUTHOR.encode()
    media = box(b"mdat", film, way)
    at = len(start) + 8
    tracks = [track(b"vide", at, len(film), brand=brand)]
    tracks += [track(b"meta", at + len(film), len(way), brand=brand)] if data_track else []
    place = b"\xa9xyz" + struct.pack(">HH", len(POSITION), 0x15C7) + POSITION
    keys = b"mdtacom.apple.quicktime.location.ISO6709" + POSITION + CAMERA.encode()
    movie = box(
        b"moov",
        full(b"mvhd", struct.pack(">IIII", TIME, TIME, 1000, 1000), bytes(80)),
        *tracks,
        box(b"udta", struct.pack(">I", 4 + len(place)) + place, box(b"\xa9day", b"2018-05-16")),
        box(b"meta", keys),
    )
    return start + media + movie + box(b"uuid", AUTHOR.encode()) + box(b"free", CAMERA.encode())


def mp3() -> bytes:
    """Frames with all the tags that were ever put around them."""
    frame = b"\xff\xfb\x90\x00" + b"\x55" * 413  # 128 kbit/s at 44.1 kHz: 417 bytes
    picture = saved("JPEG")
    text = b"TPE1" + struct.pack(">IH", len(AUTHOR) + 1, 0) + b"\0" + AUTHOR.encode()
    cover = b"APIC" + struct.pack(">IH", len(picture), 0) + picture
    size = len(text + cover)
    syncsafe = bytes(size >> shift & 0x7F for shift in (21, 14, 7, 0))
    ape_item = struct.pack("<II", len(AUTHOR), 0) + b"Artist\0" + AUTHOR.encode()
    ape = struct.pack("<8sIIII8x", b"APETAGEX", 2000, len(ape_item) + 32, 1, 0xA0000000)
    end = struct.pack("<8sIIII8x", b"APETAGEX", 2000, len(ape_item) + 32, 1, 0x80000000)
    old = b"TAG" + AUTHOR.encode().ljust(125, b"\0")
    new = b"ID3\x03\0\0" + syncsafe + text + cover
    return new + frame * 3 + new + frame * 2 + ape + ape_item + end + old


def wav() -> bytes:
    """Samples with a broadcast note, a list of tags and an ID3 tag."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return kind + struct.pack("<I", len(body)) + body + bytes(len(body) % 2)

    body = chunk(b"bext", AUTHOR.encode().ljust(602, b"\0"))
    body += chunk(b"fmt ", struct.pack("<HHIIHH", 1, 1, 8000, 8000, 1, 8))
    body += chunk(b"LIST", b"INFOIART" + struct.pack("<I", len(AUTHOR)) + AUTHOR.encode())
    body += chunk(b"data", SOUND) + chunk(b"id3 ", b"ID3\x03" + AUTHOR.encode())
    return b"RIFF" + struct.pack("<I", 4 + len(body)) + b"WAVE" + body + AUTHOR.encode()


def vorbis_comment() -> bytes:
    entry = f"ARTIST={AUTHOR}".encode()
    vendor = CAMERA.encode()
    return struct.pack("<I", len(vendor)) + vendor + struct.pack("<II", 1, len(entry)) + entry


def flac() -> bytes:
    """A stream with comments, a cover and an ID3v1 tag behind."""
    picture = saved("JPEG")

    def block(kind: int, body: bytes) -> bytes:
        return struct.pack(">I", kind << 24 | len(body)) + body

    blocks = block(0, bytes(34)) + block(4, vorbis_comment()) + block(3, bytes(18))
    blocks += block(0x80 | 6, picture + AUTHOR.encode())
    return b"fLaC" + blocks + b"\xff\xf8" + SOUND + b"TAG" + AUTHOR.encode().ljust(125, b"\0")


def ogg(codec: str = "vorbis") -> bytes:
    """Three pages: head, comments with setup, sound."""
    head = {"vorbis": b"\x01vorbis" + bytes(23), "opus": b"OpusHead" + bytes(11)}[codec]
    prefix = {"vorbis": b"\x03vorbis", "opus": b"OpusTags"}[codec]
    comment = prefix + vorbis_comment() + b"\x01" + COMMENT.encode() * 20
    return (
        b"".join(
            _page(number, flags, packets)
            for number, (flags, packets) in enumerate(
                [(2, [head]), (0, [comment, b"\x05vorbis" + SOUND]), (4, [SOUND])]
            )
        )
        + AUTHOR.encode()
    )


def _page(number: int, flags: int, packets: list[bytes]) -> bytes:
    table = b"".join(bytes([255] * (len(p) // 255) + [len(p) % 255]) for p in packets)
    page = bytearray(struct.pack("<4sBBqIIIB", b"OggS", 0, flags, 0, 7, number, 0, len(table)))
    page += table + b"".join(packets)
    page[22:26] = checksum(bytes(page)).to_bytes(4, "little")
    return bytes(page)


def checksum(page: bytes) -> int:
    """The checksum of an Ogg page whose checksum field is zero."""
    value = 0
    for byte in page:
        value = (value << 8 & 0xFFFFFFFF) ^ _checksum_table()[value >> 24 ^ byte]
    return value


def element(identity: int, *content: bytes, unknown: bool = False) -> bytes:
    body = b"".join(content)
    head = identity.to_bytes((identity.bit_length() + 7) // 8, "big")
    size = b"\x01" + (b"\xff" * 7 if unknown else len(body).to_bytes(7, "big"))
    return head + size + body


def webm(*, live: bool = False, track_type: int = 1, codec: bytes = b"V_VP8") -> bytes:
    """A film with a title, a date, programs, tags and an attached picture."""
    packets = [b"\x01vorbis" + bytes(23), b"\x03vorbis" + vorbis_comment() + b"\1", b"\x05vorbis"]
    private = b"\x02" + bytes([len(packets[0]), len(packets[1])]) + b"".join(packets)
    track = element(
        0xAE,
        element(0xD7, b"\x01"),
        element(0x83, bytes([track_type])),
        element(0x536E, AUTHOR.encode()),
        element(0x86, codec),
        element(0x63A2, private if codec == b"A_VORBIS" else b"setup"),
    )
    info = element(
        0x1549A966,
        element(0xBF, bytes(4)),
        element(0x2AD7B1, b"\x0f\x42\x40"),
        element(0x7BA9, COMMENT.encode()),
        element(0x4461, struct.pack(">q", 1)),
        element(0x73A4, b"0123456789abcdef"),
        element(0x4D80, CAMERA.encode()),
        element(0x5741, CAMERA.encode()),
    )
    cluster = element(
        0x1F43B675, element(0xE7, b"\0"), element(0xA3, b"\x81\0\0\x80" + SOUND), unknown=live
    )
    tags = element(0x1254C367, element(0x7373, AUTHOR.encode()))
    attached = element(0x1941A469, element(0x61A7, AUTHOR.encode() + saved("PNG")))
    parts = (info, element(0x1654AE6B, track), cluster, cluster, tags, attached)
    head = element(0x1A45DFA3, element(0x4282, b"webm"))
    return head + element(0x18538067, *parts, element(0xEC, AUTHOR.encode()), unknown=live)
