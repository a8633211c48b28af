#define _GNU_SOURCE
#include "csystem_signals.h"
