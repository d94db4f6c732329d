#include "CVectorMath.h"
#include "vector.h"
#include <stdlib.h>

enum { WIDE = 16 };

/* C = A B. Sixteen columns of B are laid side by side once and stay near while every row of A passes, four at a time; each cell is summed over k in order. */
CLONES int hl_multiply(const double *a, ptrdiff_t rows, ptrdiff_t inner, const double *b, ptrdiff_t columns, double *c) {
    double *panel = aligned_alloc(64, sizeof(double) * WIDE * (size_t)(inner > 0 ? inner : 1));
    if (!panel) return 0;
    for (ptrdiff_t left = 0; left < columns; left += WIDE) {
        const ptrdiff_t width = columns - left < WIDE ? columns - left : WIDE;
        for (ptrdiff_t k = 0; k < inner; k++) {
            memcpy(panel + k * WIDE, b + k * columns + left, sizeof(double) * (size_t)width);
            if (width < WIDE) memset(panel + k * WIDE + width, 0, sizeof(double) * (size_t)(WIDE - width));
        }
        for (ptrdiff_t i = 0; i < rows; i += 4) {
            /* Rows beyond the last repeat it; what they give is not written. */
            const ptrdiff_t some = rows - i < 4 ? rows - i : 4;
            const double *a0 = a + i * inner, *a1 = a0 + (some > 1 ? inner : 0), *a2 = a1 + (some > 2 ? inner : 0), *a3 = a2 + (some > 3 ? inner : 0);
            v8 s[4][2] = {{{0}}};
            for (ptrdiff_t k = 0; k < inner; k++) {
                const v8 x = LOAD(panel + k * WIDE), y = LOAD(panel + k * WIDE + 8);
                s[0][0] += a0[k] * x, s[0][1] += a0[k] * y;
                s[1][0] += a1[k] * x, s[1][1] += a1[k] * y;
                s[2][0] += a2[k] * x, s[2][1] += a2[k] * y;
                s[3][0] += a3[k] * x, s[3][1] += a3[k] * y;
            }
            for (ptrdiff_t r = 0; r < some; r++) memcpy(c + (i + r) * columns + left, s[r], sizeof(double) * (size_t)width);
        }
    }
    free(panel);
    return 1;
}
