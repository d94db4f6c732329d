#include "CVectorMath.h"
#include "vector.h"

typedef float f8 __attribute__((vector_size(32)));
#define STORE(p, v) ({ v8 v_ = (v); memcpy((p), &v_, sizeof v_); })
#define LOAD_SINGLE(p) ({ f8 v_; memcpy(&v_, (p), sizeof v_); __builtin_convertvector(v_, v8); })
#define SUM(v) ((((v)[0] + (v)[4]) + ((v)[2] + (v)[6])) + (((v)[1] + (v)[5]) + ((v)[3] + (v)[7])))

/* Four rows at a time: while their products with s are summed, the multiples of the four rows before go into r, so that memory never waits. */
#define BALANCE(NAME, TYPE, LOAD_ROW)                                                                                                               \
    CLONES void NAME(const TYPE *a, ptrdiff_t rows, ptrdiff_t columns, const double *s, const double *w, double *z, double *r) {                    \
        memset(r, 0, sizeof(double) * (size_t)columns);                                                                                             \
        const ptrdiff_t whole = columns & ~(ptrdiff_t)7;                                                                                            \
        const TYPE *last = a;                                                                                                                       \
        double f0 = 0, f1 = 0, f2 = 0, f3 = 0;                                                                                                      \
        ptrdiff_t i = 0;                                                                                                                            \
        for (; i + 4 <= rows; i += 4) {                                                                                                             \
            const TYPE *a0 = a + i * columns, *a1 = a0 + columns, *a2 = a1 + columns, *a3 = a2 + columns;                                           \
            const TYPE *b0 = last, *b1 = b0 + columns, *b2 = b1 + columns, *b3 = b2 + columns;                                                      \
            v8 s0 = {0}, s1 = {0}, s2 = {0}, s3 = {0};                                                                                              \
            for (ptrdiff_t j = 0; j < whole; j += 8) {                                                                                              \
                v8 x = LOAD(s + j);                                                                                                                 \
                s0 += LOAD_ROW(a0 + j) * x;                                                                                                         \
                s1 += LOAD_ROW(a1 + j) * x;                                                                                                         \
                s2 += LOAD_ROW(a2 + j) * x;                                                                                                         \
                s3 += LOAD_ROW(a3 + j) * x;                                                                                                         \
                v8 sum = (LOAD_ROW(b0 + j) * f0 + LOAD_ROW(b1 + j) * f1) + (LOAD_ROW(b2 + j) * f2 + LOAD_ROW(b3 + j) * f3);                         \
                STORE(r + j, LOAD(r + j) + sum);                                                                                                    \
            }                                                                                                                                       \
            double z0 = SUM(s0), z1 = SUM(s1), z2 = SUM(s2), z3 = SUM(s3);                                                                          \
            for (ptrdiff_t j = whole; j < columns; j++) {                                                                                           \
                z0 += a0[j] * s[j];                                                                                                                 \
                z1 += a1[j] * s[j];                                                                                                                 \
                z2 += a2[j] * s[j];                                                                                                                 \
                z3 += a3[j] * s[j];                                                                                                                 \
                r[j] += (b0[j] * f0 + b1[j] * f1) + (b2[j] * f2 + b3[j] * f3);                                                                      \
            }                                                                                                                                       \
            z[i] = z0, z[i + 1] = z1, z[i + 2] = z2, z[i + 3] = z3;                                                                                 \
            f0 = w[i] / z0, f1 = w[i + 1] / z1, f2 = w[i + 2] / z2, f3 = w[i + 3] / z3;                                                             \
            last = a0;                                                                                                                              \
        }                                                                                                                                           \
        if (i > 0) {                                                                                                                                \
            const TYPE *b0 = last, *b1 = b0 + columns, *b2 = b1 + columns, *b3 = b2 + columns;                                                      \
            for (ptrdiff_t j = 0; j < columns; j++) r[j] += (b0[j] * f0 + b1[j] * f1) + (b2[j] * f2 + b3[j] * f3);                                  \
        }                                                                                                                                           \
        for (; i < rows; i++) {                                                                                                                     \
            const TYPE *row = a + i * columns;                                                                                                      \
            v8 sum = {0};                                                                                                                           \
            for (ptrdiff_t j = 0; j < whole; j += 8) sum += LOAD_ROW(row + j) * LOAD(s + j);                                                        \
            double total = SUM(sum);                                                                                                                \
            for (ptrdiff_t j = whole; j < columns; j++) total += row[j] * s[j];                                                                     \
            z[i] = total;                                                                                                                           \
            const double f = w[i] / total;                                                                                                          \
            for (ptrdiff_t j = 0; j < whole; j += 8) STORE(r + j, LOAD(r + j) + LOAD_ROW(row + j) * f);                                             \
            for (ptrdiff_t j = whole; j < columns; j++) r[j] += row[j] * f;                                                                         \
        }                                                                                                                                           \
    }

BALANCE(hl_balance, double, LOAD)
BALANCE(hl_balance_single, float, LOAD_SINGLE)

CLONES void hl_times(const double *a, ptrdiff_t rows, ptrdiff_t columns, const double *s, double *z) {
    const ptrdiff_t whole = columns & ~(ptrdiff_t)7;
    ptrdiff_t i = 0;
    for (; i + 4 <= rows; i += 4) {
        const double *a0 = a + i * columns, *a1 = a0 + columns, *a2 = a1 + columns, *a3 = a2 + columns;
        v8 s0 = {0}, s1 = {0}, s2 = {0}, s3 = {0};
        for (ptrdiff_t j = 0; j < whole; j += 8) {
            v8 x = LOAD(s + j);
            s0 += LOAD(a0 + j) * x;
            s1 += LOAD(a1 + j) * x;
            s2 += LOAD(a2 + j) * x;
            s3 += LOAD(a3 + j) * x;
        }
        double z0 = SUM(s0), z1 = SUM(s1), z2 = SUM(s2), z3 = SUM(s3);
        for (ptrdiff_t j = whole; j < columns; j++) {
            z0 += a0[j] * s[j];
            z1 += a1[j] * s[j];
            z2 += a2[j] * s[j];
            z3 += a3[j] * s[j];
        }
        z[i] = z0, z[i + 1] = z1, z[i + 2] = z2, z[i + 3] = z3;
    }
    for (; i < rows; i++) {
        const double *row = a + i * columns;
        v8 sum = {0};
        for (ptrdiff_t j = 0; j < whole; j += 8) sum += LOAD(row + j) * LOAD(s + j);
        double total = SUM(sum);
        for (ptrdiff_t j = whole; j < columns; j++) total += row[j] * s[j];
        z[i] = total;
    }
}

CLONES void hl_transposed_times(const double *a, ptrdiff_t rows, ptrdiff_t columns, const double *f, double *r) {
    memset(r, 0, sizeof(double) * (size_t)columns);
    ptrdiff_t i = 0;
    for (; i + 4 <= rows; i += 4) {
        const double *a0 = a + i * columns, *a1 = a0 + columns, *a2 = a1 + columns, *a3 = a2 + columns;
        const double f0 = f[i], f1 = f[i + 1], f2 = f[i + 2], f3 = f[i + 3];
        for (ptrdiff_t j = 0; j < columns; j++) r[j] += (a0[j] * f0 + a1[j] * f1) + (a2[j] * f2 + a3[j] * f3);
    }
    for (; i < rows; i++)
        for (ptrdiff_t j = 0; j < columns; j++) r[j] += a[i * columns + j] * f[i];
}

CLONES void hl_relax(double *d, const double *row, ptrdiff_t count, double hours) {
    for (ptrdiff_t i = 0; i < count; i++) {
        const double through = hours + row[i];
        d[i] = through < d[i] ? through : d[i];
    }
}

CLONES double hl_dot(const double *a, const double *b, ptrdiff_t count) {
    const ptrdiff_t whole = count & ~(ptrdiff_t)7;
    v8 sum = {0};
    for (ptrdiff_t j = 0; j < whole; j += 8) sum += LOAD(a + j) * LOAD(b + j);
    double total = SUM(sum);
    for (ptrdiff_t j = whole; j < count; j++) total += a[j] * b[j];
    return total;
}

CLONES void hl_add(double *y, const double *x, ptrdiff_t count, double factor) {
    for (ptrdiff_t j = 0; j < count; j++) y[j] += factor * x[j];
}

CLONES int hl_all_positive(const double *values, ptrdiff_t count) {
    ptrdiff_t bad = 0;
    for (ptrdiff_t i = 0; i < count; i++) bad += !(values[i] > 0 && values[i] < __builtin_inf());
    return bad == 0;
}

CLONES void hl_to_single(const double *in, float *out, ptrdiff_t count) {
    for (ptrdiff_t i = 0; i < count; i++) out[i] = (float)in[i];
}
