"""Smallest files that move or sound, as data addresses for test pages."""

from __future__ import annotations

import base64
import io
import wave


def gif(hundredths: int, *, frames: int = 2, loops: bool = True) -> str:
    """An animated GIF of one pixel, black and white in turn, each shown for so many hundredths of a second."""
    loop = b"\x21\xff\x0bNETSCAPE2.0\x03\x01\x00\x00\x00" if loops else b""
    picture = b"\x2c\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02"
    shown = [
        b"\x21\xf9\x04\x00" + hundredths.to_bytes(2, "little") + b"\x00\x00" + picture + colour + b"\x01\x00"
        for colour in (b"\x44", b"\x4c") * ((frames + 1) // 2)
    ]
    head = b"GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff"
    return _address("image/gif", head + loop + b"".join(shown[:frames]) + b"\x3b")


def sound(seconds: int) -> str:
    """A WAV file of silence."""
    file = io.BytesIO()
    with wave.open(file, "wb") as writer:
        writer.setnchannels(1)
        writer.setsampwidth(1)
        writer.setframerate(3000)
        writer.writeframes(b"\x80" * 3000 * seconds)
    return _address("audio/wav", file.getvalue())


def _address(kind: str, data: bytes) -> str:
    return f"data:{kind};base64,{base64.b64encode(data).decode()}"
