#if defined(__linux__)
#define _GNU_SOURCE
#endif
#include "CVectorMath.h"
#include <stdint.h>

#if defined(__linux__)
#include <sys/mman.h>
#endif
#if defined(__GLIBC__)
#include <malloc.h>
#endif

void hl_advise_large_pages(void *start, size_t bytes) {
#if defined(__linux__) && defined(MADV_HUGEPAGE)
    const uintptr_t page = (uintptr_t)2 << 20;
    const uintptr_t first = ((uintptr_t)start + page - 1) & ~(page - 1);
    const uintptr_t last = ((uintptr_t)start + bytes) & ~(page - 1);
    if (last > first + page) (void)madvise((void *)first, last - first, MADV_HUGEPAGE);
#else
    (void)start;
    (void)bytes;
#endif
}

void hl_keep_freed_memory(size_t bytes) {
#if defined(__GLIBC__)
    mallopt(M_MMAP_THRESHOLD, 32 << 20);
    mallopt(M_TRIM_THRESHOLD, (int)bytes);
    mallopt(M_TOP_PAD, 8 << 20);
    mallopt(M_ARENA_MAX, 4);
#else
    (void)bytes;
#endif
}
