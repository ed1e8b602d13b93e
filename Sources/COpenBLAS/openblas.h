// The C interface of OpenBLAS, as one module.
#include <cblas.h>

// The two routines of LAPACK that OpenBLAS carries for symmetric positive definite matrices: the
// Cholesky factor, and the inverse from it. No installed C header declares them without the rest.
int dpotrf_(char *triangle, int *n, double *a, int *leading, int *info);
int dpotri_(char *triangle, int *n, double *a, int *leading, int *info);
