#define _GNU_SOURCE
#include "csystem_sockets.h"
#include <arpa/inet.h>
#include <errno.h>
#include <linux/inet_diag.h>
#include <linux/netlink.h>
#include <linux/sock_diag.h>
#include <netinet/tcp.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static int ask(int netlink, int family, uint16_t port) {
    struct {
        struct nlmsghdr header;
        struct inet_diag_req_v2 question;
    } request;
    memset(&request, 0, sizeof request);
    request.header.nlmsg_len = sizeof request;
    request.header.nlmsg_type = SOCK_DIAG_BY_FAMILY;
    request.header.nlmsg_flags = NLM_F_REQUEST | NLM_F_DUMP;
    request.question.sdiag_family = (uint8_t)family;
    request.question.sdiag_protocol = IPPROTO_TCP;
    request.question.idiag_states = 1u << TCP_LISTEN;
    request.question.id.idiag_sport = htons(port);
    ssize_t sent = send(netlink, &request, sizeof request, 0);
    return sent == (ssize_t)sizeof request ? 0 : -errno;
}

// Reads one answer of several messages; 1 if more follow, 0 at the end.
static int take(int netlink, uint16_t port, uint32_t *inodes, int capacity, int *count) {
    _Alignas(struct nlmsghdr) char buffer[8192];
    ssize_t size = recv(netlink, buffer, sizeof buffer, 0);
    if (size < 0) return errno == EINTR ? 1 : -errno;
    unsigned int rest = (unsigned int)size;
    for (struct nlmsghdr *message = (struct nlmsghdr *)buffer; NLMSG_OK(message, rest);
         message = NLMSG_NEXT(message, rest)) {
        if (message->nlmsg_type == NLMSG_DONE) return 0;
        if (message->nlmsg_type == NLMSG_ERROR) {
            const struct nlmsgerr *failure = NLMSG_DATA(message);
            return failure->error < 0 ? failure->error : -EPROTO;
        }
        const struct inet_diag_msg *socket = NLMSG_DATA(message);
        if (message->nlmsg_len < NLMSG_LENGTH(sizeof *socket)) return -EPROTO;
        // Kernels before 4.1 ignore the port in the request.
        if (socket->idiag_state == TCP_LISTEN && ntohs(socket->id.idiag_sport) == port && *count < capacity) {
            inodes[(*count)++] = socket->idiag_inode;
        }
    }
    return size == 0 ? -EPROTO : 1;
}

int csystem_listening_sockets(uint16_t port, uint32_t *inodes, int capacity) {
    int netlink = socket(AF_NETLINK, SOCK_DGRAM | SOCK_CLOEXEC, NETLINK_SOCK_DIAG);
    if (netlink < 0) return -errno;
    const int families[] = {AF_INET, AF_INET6};
    int count = 0;
    int result = 0;
    for (int index = 0; index < 2 && result >= 0; index++) {
        result = ask(netlink, families[index], port);
        if (result < 0) break;
        do {
            result = take(netlink, port, inodes, capacity, &count);
        } while (result > 0);
    }
    close(netlink);
    return result < 0 ? result : count;
}
