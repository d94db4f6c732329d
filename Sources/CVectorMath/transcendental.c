#include "CVectorMath.h"
#include <math.h>
#include <string.h>

/* exp and log over arrays through glibc's vector functions (at most four units in the last place). Tails are padded
   through the same functions, so that an element's bits do not depend on where it stands. */

#if defined(__x86_64__) && defined(__linux__) && defined(__GLIBC__)
#include <immintrin.h>

__attribute__((target("avx512f"))) __m512d _ZGVeN8v_exp(__m512d);
__attribute__((target("avx512f"))) __m512d _ZGVeN8v_log(__m512d);
__attribute__((target("avx2"))) __m256d _ZGVdN4v_exp(__m256d);
__attribute__((target("avx2"))) __m256d _ZGVdN4v_log(__m256d);

__attribute__((target("avx512f"))) static void exp_avx512(const double *in, double *out, ptrdiff_t count, double factor, double shift) {
    const __m512d f = _mm512_set1_pd(factor), c = _mm512_set1_pd(shift);
    ptrdiff_t i = 0;
    for (; i + 8 <= count; i += 8) _mm512_storeu_pd(out + i, _ZGVeN8v_exp(_mm512_fmadd_pd(f, _mm512_loadu_pd(in + i), c)));
    if (i < count) {
        double tail[8] = {0};
        memcpy(tail, in + i, sizeof(double) * (size_t)(count - i));
        _mm512_storeu_pd(tail, _ZGVeN8v_exp(_mm512_fmadd_pd(f, _mm512_loadu_pd(tail), c)));
        memcpy(out + i, tail, sizeof(double) * (size_t)(count - i));
    }
}

__attribute__((target("avx512f"))) static void log_avx512(const double *in, double *out, ptrdiff_t count) {
    ptrdiff_t i = 0;
    for (; i + 8 <= count; i += 8) _mm512_storeu_pd(out + i, _ZGVeN8v_log(_mm512_loadu_pd(in + i)));
    if (i < count) {
        double tail[8] = {1, 1, 1, 1, 1, 1, 1, 1};
        memcpy(tail, in + i, sizeof(double) * (size_t)(count - i));
        _mm512_storeu_pd(tail, _ZGVeN8v_log(_mm512_loadu_pd(tail)));
        memcpy(out + i, tail, sizeof(double) * (size_t)(count - i));
    }
}

__attribute__((target("avx2,fma"))) static void exp_avx2(const double *in, double *out, ptrdiff_t count, double factor, double shift) {
    const __m256d f = _mm256_set1_pd(factor), c = _mm256_set1_pd(shift);
    ptrdiff_t i = 0;
    for (; i + 4 <= count; i += 4) _mm256_storeu_pd(out + i, _ZGVdN4v_exp(_mm256_fmadd_pd(f, _mm256_loadu_pd(in + i), c)));
    if (i < count) {
        double tail[4] = {0};
        memcpy(tail, in + i, sizeof(double) * (size_t)(count - i));
        _mm256_storeu_pd(tail, _ZGVdN4v_exp(_mm256_fmadd_pd(f, _mm256_loadu_pd(tail), c)));
        memcpy(out + i, tail, sizeof(double) * (size_t)(count - i));
    }
}

__attribute__((target("avx2,fma"))) static void log_avx2(const double *in, double *out, ptrdiff_t count) {
    ptrdiff_t i = 0;
    for (; i + 4 <= count; i += 4) _mm256_storeu_pd(out + i, _ZGVdN4v_log(_mm256_loadu_pd(in + i)));
    if (i < count) {
        double tail[4] = {1, 1, 1, 1};
        memcpy(tail, in + i, sizeof(double) * (size_t)(count - i));
        _mm256_storeu_pd(tail, _ZGVdN4v_log(_mm256_loadu_pd(tail)));
        memcpy(out + i, tail, sizeof(double) * (size_t)(count - i));
    }
}

static int wide(void) { return __builtin_cpu_supports("avx512f") ? 2 : __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") ? 1 : 0; }
#else
static int wide(void) { return 0; }
#endif

void hl_exp(const double *in, double *out, ptrdiff_t count, double factor, double shift) {
#if defined(__x86_64__) && defined(__linux__) && defined(__GLIBC__)
    if (wide() == 2) return exp_avx512(in, out, count, factor, shift);
    if (wide() == 1) return exp_avx2(in, out, count, factor, shift);
#endif
    for (ptrdiff_t i = 0; i < count; i++) out[i] = exp(factor * in[i] + shift);
}

void hl_log(const double *in, double *out, ptrdiff_t count) {
#if defined(__x86_64__) && defined(__linux__) && defined(__GLIBC__)
    if (wide() == 2) return log_avx512(in, out, count);
    if (wide() == 1) return log_avx2(in, out, count);
#endif
    for (ptrdiff_t i = 0; i < count; i++) out[i] = log(in[i]);
}

const char *hl_processor_class(void) {
    switch (wide()) {
        case 2: return "avx512";
        case 1: return "avx2";
        default: return "scalar";
    }
}

int hl_hat(const double *shares, const double *factor, double *out, ptrdiff_t count, double elasticity) {
    enum { BLOCK = 64 };
    for (ptrdiff_t start = 0; start < count; start += BLOCK) {
        const ptrdiff_t size = count - start < BLOCK ? count - start : BLOCK;
        int changed = 0;
        for (ptrdiff_t i = 0; i < size; i++) changed |= factor[start + i] != 1;
        if (changed && !hl_all_positive(factor + start, size)) return 0;
        if (!changed) {
            memcpy(out + start, shares + start, sizeof(double) * (size_t)size);
            continue;
        }
        double power[BLOCK];
        hl_log(factor + start, power, size);
        hl_exp(power, power, size, -elasticity, 0);
        for (ptrdiff_t i = 0; i < size; i++) out[start + i] = shares[start + i] * power[i];
    }
    return 1;
}
