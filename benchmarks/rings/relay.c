/*
 * A bare relay for one thread: what different ways to use the kernel cost, with nothing else.
 *
 *   relay MODE LISTEN_PORT SERVER_PORT
 *
 * Each accepted connection is joined with one to the server, both on 127.0.0.1. One direction has at
 * most one buffer under way. No timeouts, no half-close: the first end closes both. Modes:
 *
 *   epoll      edge-triggered; recv and send as calls, every read of a turn before every write
 *   poll       io_uring: multishot poll a socket; receives and sends without waiting, by the ring
 *   calls      io_uring: multishot poll a socket; recv and send as calls, as with epoll
 *   posted     io_uring: a receive with its own buffer is always posted for each socket
 *   linked     the same, with the next receive linked behind each send
 *   multishot  io_uring: one multishot receive a socket, which takes buffers from a ring of buffers
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <liburing.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

enum { BUFFER = 16 * 1024, BUFFERS = 1024, GROUP = 1, ENTRIES = 4096, MOST_FDS = 20000 };
enum operation { ACCEPT, POLL, RECEIVE, SEND, CANCEL };

/* One side of a joined pair. */
struct side {
  int fd;
  bool open, ready, reading, isSending;
  char *buffer;       /* posted, linked */
  int number;         /* multishot: the ring's buffer that is being sent to this side's peer */
  int length;         /* bytes that are being sent to the peer */
  int queue[64];      /* multishot: filled buffers that wait, with their lengths */
  int lengths[64];
  int first, queued;
  int references;     /* operations under way; its descriptor is closed after the last */
  struct side *peer;
};

static struct side *sides[MOST_FDS];
static struct io_uring ring;
static struct io_uring_buf_ring *buffers;
static char *memory;
static struct sockaddr_in server;
static int listening;

static void die(const char *what) {
  perror(what);
  exit(1);
}

static int listenOn(int port) {
  int fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  int on = 1;
  setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on); /* inherited by what is accepted */
  struct sockaddr_in at = {.sin_family = AF_INET, .sin_port = htons(port)};
  at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (bind(fd, (void *) &at, sizeof at) || listen(fd, 4096)) die("listen");
  return fd;
}

static struct side *newSide(int fd) {
  if (fd >= MOST_FDS) die("too many connections");
  struct side *side = calloc(1, sizeof *side);
  side->fd = fd;
  side->open = true;
  sides[fd] = side;
  return side;
}

static struct side *join(int client) {
  int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  int on = 1;
  setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  /* On loopback a connect is over at once; the socket may block for it. */
  if (fd < 0 || connect(fd, (void *) &server, sizeof server)) die("connect");
  struct side *one = newSide(client), *other = newSide(fd);
  one->peer = other;
  other->peer = one;
  return one;
}

static void cancelAll(int fd);

static struct side *leaving[MOST_FDS];
static int leavingCount;

static void closeOne(struct side *side) {
  if (side->open) {
    side->open = false;
    shutdown(side->fd, SHUT_RDWR);
    if (side->references) cancelAll(side->fd);
    leaving[leavingCount++] = side;
  }
}

/* At the end of a turn: what is closed and no longer in use. A pair's memory stays, it is little. */
static void releaseAll(void) {
  int kept = 0;
  for (int i = 0; i < leavingCount; i++) {
    struct side *side = leaving[i];
    if (side->references) {
      leaving[kept++] = side;
    } else {
      close(side->fd);
      free(side->buffer);
    }
  }
  leavingCount = kept;
}

static void closeBoth(struct side *side) {
  closeOne(side);
  closeOne(side->peer);
}

/* ---- epoll, and calls after a poll of io_uring ---- */

static char shared[64][BUFFER];
static struct { struct side *from; int length; } pending[64];
static int pendingCount;

static void sendPending(void) {
  for (int i = 0; i < pendingCount; i++) {
    struct side *from = pending[i].from;
    /* What does not fit at once is a mistake of the experiment: requests are small. */
    if (from->open && send(from->peer->fd, shared[i], pending[i].length, MSG_NOSIGNAL)
        != pending[i].length) closeBoth(from);
  }
  pendingCount = 0;
}

static void receiveByCall(struct side *side) {
  if (pendingCount == 64) sendPending();
  if (!side->open) return;
  int count = recv(side->fd, shared[pendingCount], BUFFER, MSG_DONTWAIT);
  if (count > 0) {
    pending[pendingCount].from = side;
    pending[pendingCount++].length = count;
  } else if (count == 0 || errno != EAGAIN) {
    closeBoth(side);
  }
}

static void runEpoll(void) {
  int epoll = epoll_create1(0);
  struct epoll_event add = {.events = EPOLLIN, .data.fd = listening}, events[512];
  epoll_ctl(epoll, EPOLL_CTL_ADD, listening, &add);
  for (;;) {
    int count = epoll_wait(epoll, events, 512, -1);
    for (int i = 0; i < count; i++) {
      if (events[i].data.fd == listening) {
        for (int fd; (fd = accept4(listening, 0, 0, SOCK_CLOEXEC)) >= 0;) {
          struct side *one = join(fd), *both[] = {one, one->peer};
          for (int k = 0; k < 2; k++) {
            struct epoll_event event = {.events = EPOLLIN | EPOLLRDHUP | EPOLLET};
            event.data.fd = both[k]->fd;
            epoll_ctl(epoll, EPOLL_CTL_ADD, both[k]->fd, &event);
          }
        }
      } else {
        receiveByCall(sides[events[i].data.fd]);
      }
    }
    sendPending();
    releaseAll();
  }
}

/* ---- io_uring ---- */

static struct io_uring_sqe *entry(void) {
  struct io_uring_sqe *sqe = io_uring_get_sqe(&ring);
  if (!sqe) {
    io_uring_submit(&ring);
    sqe = io_uring_get_sqe(&ring);
  }
  return sqe;
}

/* A poll goes on until it is cancelled, whatever happens to its socket. */
static void cancelAll(int fd) {
  struct io_uring_sqe *sqe = entry();
  io_uring_prep_cancel_fd(sqe, fd, IORING_ASYNC_CANCEL_ALL);
  io_uring_sqe_set_data64(sqe, (unsigned long) CANCEL << 32);
}

static void tag(struct io_uring_sqe *sqe, enum operation operation, int fd) {
  io_uring_sqe_set_data64(sqe, (unsigned long) operation << 32 | (unsigned) fd);
  if (operation != ACCEPT) sides[fd]->references++;
}

static void pollOf(struct side *side) {
  struct io_uring_sqe *sqe = entry();
  io_uring_prep_poll_multishot(sqe, side->fd, POLLIN | POLLRDHUP);
  sqe->poll32_events |= EPOLLET;
  tag(sqe, POLL, side->fd);
}

static void receive(struct side *side, int flags) {
  struct io_uring_sqe *sqe = entry();
  io_uring_prep_recv(sqe, side->fd, side->buffer, BUFFER, flags);
  tag(sqe, RECEIVE, side->fd);
}

static void receiveMultishot(struct side *side) {
  struct io_uring_sqe *sqe = entry();
  io_uring_prep_recv_multishot(sqe, side->fd, NULL, 0, 0);
  sqe->flags |= IOSQE_BUFFER_SELECT;
  sqe->buf_group = GROUP;
  tag(sqe, RECEIVE, side->fd);
  side->reading = true;
}

/* Sends what was received from this side; the completion names this side. */
static void sendOn(struct side *from, const char *bytes, bool isLinked) {
  struct io_uring_sqe *sqe = entry();
  io_uring_prep_send(sqe, from->peer->fd, bytes, from->length, MSG_NOSIGNAL | MSG_WAITALL);
  if (isLinked) sqe->flags |= IOSQE_IO_LINK;
  tag(sqe, SEND, from->fd);
  from->isSending = true;
}

static void sendNextQueued(struct side *from) {
  if (from->isSending || !from->queued || !from->open) return;
  from->number = from->queue[from->first];
  from->length = from->lengths[from->first];
  from->first = (from->first + 1) % 64;
  from->queued--;
  sendOn(from, memory + (long) from->number * BUFFER, false);
}

static void giveBack(int number) {
  io_uring_buf_ring_add(buffers, memory + (long) number * BUFFER, BUFFER, number,
                        io_uring_buf_ring_mask(BUFFERS), 0);
  io_uring_buf_ring_advance(buffers, 1);
}

static void runRing(const char *mode) {
  bool isPoll = !strcmp(mode, "poll"), isCalls = !strcmp(mode, "calls");
  bool isLinked = !strcmp(mode, "linked"), isMultishot = !strcmp(mode, "multishot");
  struct io_uring_params params = {0};
  params.flags = IORING_SETUP_SINGLE_ISSUER | IORING_SETUP_DEFER_TASKRUN | IORING_SETUP_CQSIZE;
  params.cq_entries = 4 * ENTRIES;
  if (io_uring_queue_init_params(ENTRIES, &ring, &params)) die("io_uring");
  if (isMultishot) {
    struct io_uring_buf_reg reg = {.ring_entries = BUFFERS, .bgid = GROUP};
    if (posix_memalign((void **) &buffers, 4096, BUFFERS * sizeof(struct io_uring_buf))) die("memory");
    reg.ring_addr = (unsigned long) buffers;
    if (io_uring_register_buf_ring(&ring, &reg, 0)) die("buffer ring");
    io_uring_buf_ring_init(buffers);
    memory = malloc((long) BUFFERS * BUFFER);
    for (int i = 0; i < BUFFERS; i++) giveBack(i);
  }
  struct io_uring_sqe *sqe = entry();
  io_uring_prep_multishot_accept(sqe, listening, NULL, NULL, SOCK_CLOEXEC);
  tag(sqe, ACCEPT, listening);
  for (;;) {
    int result = io_uring_submit_and_wait(&ring, 1);
    if (result < 0 && result != -EINTR) die("wait");
    unsigned head, seen = 0;
    struct io_uring_cqe *cqe;
    io_uring_for_each_cqe(&ring, head, cqe) {
      seen++;
      enum operation operation = cqe->user_data >> 32;
      int fd = (int) cqe->user_data, count = cqe->res;
      if (operation == ACCEPT) {
        if (count < 0 || !(cqe->flags & IORING_CQE_F_MORE)) die("accept");
        struct side *one = join(count), *both[] = {one, one->peer};
        for (int k = 0; k < 2; k++) {
          if (isPoll || isCalls) pollOf(both[k]);
          if (!isMultishot) both[k]->buffer = malloc(BUFFER);
          if (isMultishot) receiveMultishot(both[k]);
          else if (!isPoll && !isCalls) receive(both[k], 0);
        }
        continue;
      }
      if (operation == CANCEL) continue;
      struct side *side = sides[fd];
      bool isOver = !(cqe->flags & IORING_CQE_F_MORE);
      if (isOver) side->references--;
      switch (operation) {
        case POLL:
          if (!side->open) break;
          if (isCalls) receiveByCall(side);
          else if (!side->isSending && !side->reading) {
            side->reading = true;
            receive(side, MSG_DONTWAIT);
          } else side->ready = true;
          if (isOver && side->open) pollOf(side);
          break;
        case RECEIVE:
          if (isMultishot) {
            if (isOver) side->reading = false;
            if (count > 0) {
              if (side->queued == 64) die("more than a request under way");
              int slot = (side->first + side->queued++) % 64;
              side->queue[slot] = cqe->flags >> IORING_CQE_BUFFER_SHIFT;
              side->lengths[slot] = count;
              sendNextQueued(side);
            }
            if (count == 0 || (count < 0 && count != -ENOBUFS)) closeBoth(side);
            else if (isOver && side->open) receiveMultishot(side);
          } else {
            side->reading = false;
            if (count > 0) {
              side->length = count;
              if (side->open) sendOn(side, side->buffer, isLinked);
              if (side->open && isLinked) receive(side, 0);
            } else if (count != -EAGAIN) closeBoth(side);
            else if (side->ready) {
              side->ready = false;
              side->reading = true;
              receive(side, MSG_DONTWAIT);
            }
          }
          break;
        case SEND:
          /* Of a side that is closed what is queued is lost with its buffers: the end of a run. */
          side->isSending = false;
          if (isMultishot) giveBack(side->number);
          if (count != side->length) closeBoth(side);
          if (!side->open) break;
          if (isMultishot) sendNextQueued(side);
          else if (isPoll) {
            if (side->ready) {
              side->ready = false;
              side->reading = true;
              receive(side, MSG_DONTWAIT);
            }
          } else if (!isLinked) receive(side, 0);
          break;
        default:
          break;
      }
    }
    io_uring_cq_advance(&ring, seen);
    sendPending();
    releaseAll();
  }
}

int main(int count, char **arguments) {
  if (count != 4) {
    fprintf(stderr, "usage: relay MODE LISTEN_PORT SERVER_PORT\n");
    return 2;
  }
  struct rlimit files;
  getrlimit(RLIMIT_NOFILE, &files);
  files.rlim_cur = files.rlim_max;
  setrlimit(RLIMIT_NOFILE, &files);
  server.sin_family = AF_INET;
  server.sin_port = htons(atoi(arguments[3]));
  server.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  listening = listenOn(atoi(arguments[2]));
  const char *modes[] = {"epoll", "poll", "calls", "posted", "linked", "multishot"};
  for (int i = 0; i < 6; i++) {
    if (!strcmp(arguments[1], modes[i])) {
      if (i == 0) runEpoll();
      runRing(modes[i]);
    }
  }
  fprintf(stderr, "relay: no mode %s; use epoll, poll, calls, posted, linked or multishot\n",
          arguments[1]);
  return 2;
}
