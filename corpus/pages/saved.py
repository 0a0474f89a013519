"""Pages that browsers save with a folder: the frames, scripts and images in it are no articles of their own."""

from __future__ import annotations

import re
from collections.abc import Callable

PAGE_FILES = "files of saved pages"
# What browsers call the folder of a saved page's images, scripts and frames, in their languages, behind the page's own
# name: "Ferry stays_files" beside "Ferry stays.html".
PAGE_FOLDER = re.compile(
    r"(.+)(?:[_.-]files|[-_]Dateien|[_-]fichiers|_archivos|_arquivos|_bestanden|_file|-filer|_soubory|_pliki"
    r"|_ficheiros|_datoteke|_tiedostot|\.fld)",
    re.DOTALL,
)
PAGE_ENDINGS = (".html", ".htm", ".xhtml", ".shtml", ".HTML", ".HTM")


def page_folder(name: str, is_there: Callable[[str], bool]) -> str:
    """The folder of a saved page's own files that the path ``name`` lies in; empty where it lies in none.

    >>> page_folder("a/Ferry_files/x/ad.html", {"a/Ferry.html"}.__contains__)
    'a/Ferry_files'
    """
    folders = name.split("/")[:-1]
    for depth, folder in enumerate(folders, start=1):
        found = PAGE_FOLDER.fullmatch(folder)
        if found and any(is_there("/".join([*folders[: depth - 1], found[1] + end])) for end in PAGE_ENDINGS):
            return "/".join(folders[:depth])
    return ""
