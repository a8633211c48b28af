#define _GNU_SOURCE
#include "csystem_files.h"
