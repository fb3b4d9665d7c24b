"""Whether a processor does what graphics hardware does elsewhere."""

from __future__ import annotations

from typing import Final

from PySide6.QtGui import QOffscreenSurface, QOpenGLContext
from PySide6.QtQuick import QQuickWindow, QSGRendererInterface

_GL_RENDERER: Final = 0x1F01
#: Mesa's drivers without hardware, as they call themselves.
_SOFTWARE: Final = ("llvmpipe", "softpipe", "swrast", "software rasterizer")


def is_software(renderer: str) -> bool:
    """Whether an OpenGL renderer of this name is a program on the processor."""
    return any(name in renderer.lower() for name in _SOFTWARE)


def draws_in_software(window: QQuickWindow) -> bool:
    """Whether the window is drawn by the processor; false where that is not known. Asked once it has been drawn."""
    interface = QSGRendererInterface.GraphicsApi
    api = window.rendererInterface().graphicsApi()
    return api == interface.Software or (api == interface.OpenGL and is_software(_opengl_renderer()))


def _opengl_renderer() -> str:
    context, surface = QOpenGLContext(), QOffscreenSurface()
    surface.create()
    if not (context.create() and context.makeCurrent(surface)):
        return ""
    try:
        return str(context.functions().glGetString(_GL_RENDERER) or "")
    finally:
        context.doneCurrent()
