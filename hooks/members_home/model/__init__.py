"""What the site is about, as frozen dataclasses made from checked values."""
