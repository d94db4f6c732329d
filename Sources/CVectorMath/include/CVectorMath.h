#ifndef C_VECTOR_MATH_H
#define C_VECTOR_MATH_H

#include <stddef.h>

/* The few hot loops. Every sum runs in an order fixed by the sizes alone, so that the bits depend on the processor's class only. */

/* rows z = A s, then columns r = A' (w / z), reading A (row by row) once. */
void hl_balance(const double *a, ptrdiff_t rows, ptrdiff_t columns, const double *s, const double *w, double *z, double *r);

/* The same on a matrix in single precision; vectors and sums stay double except within a row. */
void hl_balance_single(const float *a, ptrdiff_t rows, ptrdiff_t columns, const double *s, const double *w, double *z, double *r);

/* z = A s */
void hl_times(const double *a, ptrdiff_t rows, ptrdiff_t columns, const double *s, double *z);

/* r = A' f */
void hl_transposed_times(const double *a, ptrdiff_t rows, ptrdiff_t columns, const double *f, double *r);

/* out[i] = exp(factor * in[i] + shift); in and out may be the same. */
void hl_exp(const double *in, double *out, ptrdiff_t count, double factor, double shift);

/* out[i] = log(in[i]) */
void hl_log(const double *in, double *out, ptrdiff_t count);

/* Sum of a[i] b[i]. */
double hl_dot(const double *a, const double *b, ptrdiff_t count);

/* y[i] += factor * x[i] */
/* C = A B, row by row; returns 0 where there is no memory for sixteen columns. */
int hl_multiply(const double *a, ptrdiff_t rows, ptrdiff_t inner, const double *b, ptrdiff_t columns, double *c);
void hl_add(double *y, const double *x, ptrdiff_t count, double factor);

/* out[i] = shares[i] * factor[i]^(-elasticity); stretches where the factor is one are copied.
   Gives 0 if a factor is not above zero and finite (out is then not to be used). */
int hl_hat(const double *shares, const double *factor, double *out, ptrdiff_t count, double elasticity);

/* Whether every number is above zero and finite. */
int hl_all_positive(const double *values, ptrdiff_t count);

void hl_to_single(const double *in, float *out, ptrdiff_t count);

/* Asks for large pages under fresh memory of some megabytes; nothing happens where there are none. */
void hl_advise_large_pages(void *start, size_t bytes);

/* Lets freed matrices stay with the process, up to so many bytes at the end of the heap, instead of giving their pages back each time. */
void hl_keep_freed_memory(size_t bytes);

/* d[i] = min(d[i], hours + row[i]) */
void hl_relax(double *d, const double *row, ptrdiff_t count, double hours);

/* "avx512", "avx2" or "scalar": the class of processor whose loops run. */
const char *hl_processor_class(void);

#endif
