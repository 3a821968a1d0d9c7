"""Writes a font's coverage tables as lists of glyphs, never as ranges.

The shaper (go-text/typesetting up to 0.3.5) skips glyphs that stand after a
long range: setDigest.addRange ends early when one of its three parts is full.
Half of the Arabic letters lost their joined forms by it.
"""
import sys
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables import otTables


def pre_write(self, font):
    self.Format = 1
    ids = font.getReverseGlyphMap()
    self.glyphs = sorted(self.glyphs or [], key=lambda name: ids[name])
    return {"GlyphArray": self.glyphs}


otTables.Coverage.preWrite = pre_write
font = TTFont(sys.argv[1], recalcTimestamp=False)
for tag in ("GSUB", "GPOS", "GDEF"):
    if tag in font:
        font[tag].table.ensureDecompiled(recurse=True)
font.save(sys.argv[2])
