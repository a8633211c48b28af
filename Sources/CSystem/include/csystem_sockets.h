#ifndef OPENCLAW_CSYSTEM_SOCKETS_H
#define OPENCLAW_CSYSTEM_SOCKETS_H

#include <stdint.h>

/// The inodes of the sockets that listen on a local TCP port, IPv4 and IPv6, from sock_diag(7).
///
/// Only listening sockets are queried: reading /proc/net/tcp walks the kernel's whole connection table, which takes 7
/// ms on a machine with 24 GB even if it is empty. At most `capacity` inodes are stored. Returns their number, or minus
/// an errno if the kernel does not support it.
int csystem_listening_sockets(uint16_t port, uint32_t *_Nonnull inodes, int capacity);

#endif
