"""In the decoder process: parts of an HLS stream that are encrypted (RFC 8216, section 4.3.2.4: AES-128)."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Final

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC
from cryptography.hazmat.primitives.padding import PKCS7

if TYPE_CHECKING:
    from core.sources.web import HttpFile

_BLOCK_BITS: Final = 128


class Decrypted(io.RawIOBase):
    """`file` in clear, from its beginning to its end.

    Args:
        file: encrypted.
        key: hexadecimal, as FFmpeg gives it.
        iv: as well.

    Raises:
        ValueError: they are none.
    """

    def __init__(self, file: HttpFile, key: str, iv: str) -> None:
        super().__init__()
        self._file = file
        self._decryptor = Cipher(AES(bytes.fromhex(key)), CBC(bytes.fromhex(iv))).decryptor()
        self._padding = PKCS7(_BLOCK_BITS).unpadder()
        self._over = False

    def readable(self) -> bool:
        """For FFmpeg: always."""
        return True

    def seekable(self) -> bool:
        """A block needs the one before it."""
        return False

    def read(self, size: int = -1) -> bytes:
        """What is there, at most `size` bytes; nothing at the end, nor where it is not what it should be.

        Raises:
            av.error.FFmpegError: the connection is lost or silent.
        """
        clear = b""
        while not clear and not self._over:
            data = self._file.read(max(size - _BLOCK_BITS // 8, 1) if size > 0 else size)
            try:
                clear = self._padding.update(self._decryptor.update(data) if data else self._decryptor.finalize())
                if not data:
                    self._over = True
                    clear += self._padding.finalize()
            except ValueError:
                self._over = True
        return clear

    def close(self) -> None:
        """Let go of the connection."""
        self._file.close()
        super().close()
