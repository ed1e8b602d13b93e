// The C interface of OpenBLAS, as one module.
#include <cblas.h>
