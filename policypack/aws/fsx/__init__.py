"""The nouns of FSx."""

from __future__ import annotations

WINDOWS = ("aws:fsx/windowsFileSystem:WindowsFileSystem",)
LUSTRE = ("aws:fsx/lustreFileSystem:LustreFileSystem",)
ONTAP = ("aws:fsx/ontapFileSystem:OntapFileSystem",)
OPENZFS = ("aws:fsx/openZfsFileSystem:OpenZfsFileSystem",)
