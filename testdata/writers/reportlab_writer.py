"""The document of the figures with reportlab's own layout.

Usage: reportlab_writer.py DIR
"""
import sys
from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Image, Paragraph, SimpleDocTemplate

folder = Path(sys.argv[1])
pdfmetrics.registerFont(TTFont("sc", str(folder / "font.ttf")))
style = ParagraphStyle("body", fontName="sc", fontSize=10, leading=16, wordWrap="CJK")
story = [Paragraph(p, style) for p in (folder / "text.txt").read_text("utf-8").split("\n") if p]
story += [Image(str(p), 460, 345) for p in sorted(folder.glob("photo-*.jpg"))]
SimpleDocTemplate(
    str(folder / "reportlab.pdf"), pagesize=A4,
    leftMargin=56, rightMargin=56, topMargin=56, bottomMargin=56,
).build(story)
