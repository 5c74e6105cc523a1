"""The whole course as one small book to print: `book` makes its HTML, `pdf` its pages."""
