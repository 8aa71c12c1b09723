"""Workbooks: taken away to be filled in elsewhere, and brought back; nothing counts before its changes were seen."""

from starlette.routing import Route

from textmine.desk.pages.workbooks import bring, take
from textmine.desk.web import posted

ROUTES = [
    Route("/workbooks", take.show),
    Route("/workbooks/file", take.workbook),
    Route("/workbooks/decisions", take.decisions),
    Route("/workbooks/upload", posted(bring.upload), methods=["POST"]),
    Route("/workbooks/changes", bring.changes),
    Route("/workbooks/record", posted(bring.take_over), methods=["POST"]),
    Route("/workbooks/discard", posted(bring.discard), methods=["POST"]),
]
