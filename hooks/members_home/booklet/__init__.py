"""The whole course as one small book to print: `text` makes its HTML, `pdf` its pages."""
