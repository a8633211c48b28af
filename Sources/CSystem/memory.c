#define _GNU_SOURCE
#include "csystem_memory.h"
