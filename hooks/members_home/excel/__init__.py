"""The registers as an Excel workbook and back: export, what would change, and writing it all or not at all."""
