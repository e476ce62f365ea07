"""How it is drawn: figures in, SVG marks out (curves, bars, intervals, maps)."""
