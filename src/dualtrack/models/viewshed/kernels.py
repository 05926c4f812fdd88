"""Room: models. Kernels of the viewshed: one sector of a sweep outward from the sensor. Loaded by `engine`; they allocate nothing."""

from __future__ import annotations

import math

import numpy as np

from dualtrack.models.engine import kernel

SINGLE = np.float32


@kernel
def sweep_sector(  # type: ignore[no-untyped-def]  # noqa: PLR0913, PLR0917  scalars of one sector
    height, lowest, start, row_step, cell_step, rows, bend, eye, reach, highest, line, found
):
    """Lowest visible height over ground in one eighth of a square raster around the sensor; writes `lowest` [flat, m].

    `height` [flat, m above the sensor's zero] and `lowest` are the raster row by row; cell j of row i lies at
    start + i*row_step + j*cell_step, 0 <= j <= i <= rows. `bend` is the drop of the earth over one cell squared [m]; `eye` the
    sensor's height [m]; `reach` [cells]. Along `rows` + 1 rays, one for each cell of the last row, `highest` keeps the steepest view
    so far, in metres a row; `line` and `found` are room for one row. Where a ray passes between two cells heights are interpolated.

    Valid for: as `lowest_visible`, which calls it. References: as there.
    """
    for ray in range(rows + 1):
        highest[ray] = SINGLE(-1e30)
    all_rows = SINGLE(rows)
    for row in range(1, rows + 1):
        room = reach * reach - float(row) * float(row)
        if room < 0.0:
            break
        inside = min(int(math.sqrt(room)), row)
        wide = min(inside + 2, row)
        base = start + row * row_step
        if cell_step == 1:
            for cell in range(wide + 1):
                line[cell] = height[base + cell] - eye
        else:
            for cell in range(wide + 1):
                line[cell] = height[base + cell * cell_step] - eye
        line[wide + 1] = line[wide]
        distance = SINGLE(row)
        closer = SINGLE(1.0) / distance
        drop = distance * bend
        spread = all_rows / distance
        for cell in range(inside + 1):
            across = SINGLE(cell)
            ray = int(across * spread + SINGLE(0.5))
            slant = across * closer
            needed = distance * (highest[ray] + drop * (SINGLE(1.0) + slant * slant)) - line[cell]
            found[cell] = max(needed, SINGLE(0.0))
        for cell in range(inside + 1):
            lowest[base + cell * cell_step] = found[cell]
        last = min(int(SINGLE(inside) * spread) + 2, rows)
        share = distance / all_rows
        for ray in range(last + 1):
            across = SINGLE(ray) * share
            cell = int(across)
            part = across - SINGLE(cell)
            lean = SINGLE(ray) / all_rows
            view = (line[cell] + part * (line[cell + 1] - line[cell])) * closer - drop * (SINGLE(1.0) + lean * lean)
            highest[ray] = max(highest[ray], view)
