#define _GNU_SOURCE
#include "csystem_process.h"
#include <unistd.h>

char **csystem_environment(void) { return environ; }
