#ifndef VECTOR_H
#define VECTOR_H
#include <string.h>

/* Eight doubles; the compiler lowers them to the widest registers that each clone of a function may use. */
typedef double v8 __attribute__((vector_size(64)));

#if defined(__x86_64__) && defined(__linux__)
#define CLONES __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define CLONES
#endif

#define LOAD(p) ({ v8 v_; memcpy(&v_, (p), sizeof v_); v_; })

#endif
