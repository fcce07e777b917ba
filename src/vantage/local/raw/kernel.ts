import { constants } from 'node:os';

/**
 * The system calls of the sweeps. Each answers what the call answers, or the negative errno. Buffers are handed
 * over by pointer: what the kernel keeps no reference to needs to live no longer than the call.
 */
export interface Kernel {
  readonly socket: (domain: number, type: number, protocol: number) => number;
  readonly close: (fd: number) => number;
  readonly bind: (fd: number, address: Uint8Array) => number;
  readonly connect: (fd: number, address: Uint8Array) => number;
  readonly getsockname: (fd: number, into: Uint8Array) => number;
  readonly setsockopt: (fd: number, level: number, name: number, value: Uint8Array) => number;
  readonly getsockopt: (fd: number, level: number, name: number, into: Uint8Array) => number;
  readonly send: (fd: number, bytes: Uint8Array) => number;
  readonly receive: (fd: number, into: Uint8Array) => number;
  readonly sendmmsg: (fd: number, headers: number, count: number) => number;
  /**
   * Sends on another thread, and calls back with how many messages were sent: 0 also where the first failed, and
   * sending it again tells why. What the headers point to must stay as it is until then.
   */
  readonly sendmmsgAside: (
    fd: number,
    headers: number,
    count: number,
    onSent: (sent: number) => void,
  ) => void;
  readonly recvmmsg: (fd: number, headers: number, count: number) => number;
  readonly epollCreate: () => number;
  readonly epollAdd: (epoll: number, fd: number, event: Uint8Array) => number;
  readonly epollWait: (epoll: number, events: Uint8Array, count: number) => number;
  /**
   * Makes the process's table of descriptors as large as `count` needs. It grows by itself, in powers of two; but
   * where there are several threads, each time waits until every processor has passed through the kernel, 10 ms.
   * Where the limit forbids so many, it goes on growing by itself.
   */
  readonly growDescriptors: (count: number) => void;
  readonly setrlimit: (resource: number, limits: Uint8Array) => number;
  readonly getrlimit: (resource: number, into: Uint8Array) => number;
  /** 0: no interface of this name. */
  readonly interfaceIndex: (name: string) => number;
  /** Where a buffer begins. It must be one that never moves: `Buffer.allocUnsafeSlow`. */
  readonly addressOf: (bytes: Uint8Array) => number;
}

export const MSG_DONTWAIT = 0x40;
const MSG_NOSIGNAL = 0x4000;
const EPOLL_CTL_ADD = 1;
const F_DUPFD_CLOEXEC = 1030;
const standardInput = 0;

export async function loadKernel(): Promise<Kernel> {
  const { default: koffi } = await import('koffi');
  const libc = koffi.load(null);
  const checked = (entry: unknown): ((...values: unknown[]) => number) => {
    const enter = entry as (...values: unknown[]) => number;
    return (...values) => {
      const answer = enter(...values);
      return answer < 0 ? -koffi.errno() : answer;
    };
  };
  const call = (definition: string): ((...values: unknown[]) => number) => checked(libc.func(definition));
  const lengthOf = Buffer.allocUnsafeSlow(4);
  const withLength = (bytes: Uint8Array): Buffer => {
    lengthOf.writeUInt32LE(bytes.length);
    return lengthOf;
  };
  const socket = call('int socket(int domain, int type, int protocol)');
  const close = call('int close(int fd)');
  const bind = call('int bind(int fd, void *address, uint length)');
  const connect = call('int connect(int fd, void *address, uint length)');
  const getsockname = call('int getsockname(int fd, void *address, void *length)');
  const setsockopt = call('int setsockopt(int fd, int level, int name, void *value, uint length)');
  const getsockopt = call('int getsockopt(int fd, int level, int name, void *value, void *length)');
  const send = call('long send(int fd, void *bytes, ulong length, int flags)');
  const receive = call('long recv(int fd, void *bytes, ulong length, int flags)');
  const sendmmsgEntry = libc.func('int sendmmsg(int fd, uintptr headers, uint count, int flags)');
  const sendmmsg = checked(sendmmsgEntry);
  const recvmmsg = call('int recvmmsg(int fd, uintptr headers, uint count, int flags, uintptr timeout)');
  const epollCreate = call('int epoll_create1(int flags)');
  const epollCtl = call('int epoll_ctl(int epoll, int operation, int fd, void *event)');
  const epollWait = call('int epoll_wait(int epoll, void *events, int count, int timeout)');
  const fcntl = call('int fcntl(int fd, int operation, int value)');
  const setrlimit = call('int setrlimit(int resource, void *limits)');
  const getrlimit = call('int getrlimit(int resource, void *limits)');
  const interfaceIndex = call('uint if_nametoindex(str name)');
  return {
    socket,
    close,
    bind: (fd, address) => bind(fd, address, address.length),
    connect: (fd, address) => connect(fd, address, address.length),
    getsockname: (fd, into) => getsockname(fd, into, withLength(into)),
    setsockopt: (fd, level, name, value) => setsockopt(fd, level, name, value, value.length),
    getsockopt: (fd, level, name, into) => getsockopt(fd, level, name, into, withLength(into)),
    send: (fd, bytes) => send(fd, bytes, bytes.length, MSG_DONTWAIT | MSG_NOSIGNAL),
    receive: (fd, into) => receive(fd, into, into.length, MSG_DONTWAIT),
    sendmmsg: (fd, headers, count) => sendmmsg(fd, headers, count, MSG_DONTWAIT | MSG_NOSIGNAL),
    sendmmsgAside: (fd, headers, count, onSent) => {
      const flags = MSG_DONTWAIT | MSG_NOSIGNAL;
      sendmmsgEntry.async(fd, headers, count, flags, (error: unknown, sent: number) =>
        onSent(error === null ? Math.max(0, sent) : 0),
      );
    },
    recvmmsg: (fd, headers, count) => recvmmsg(fd, headers, count, MSG_DONTWAIT, 0),
    epollCreate: () => epollCreate(0x80000),
    epollAdd: (epoll, fd, event) => epollCtl(epoll, EPOLL_CTL_ADD, fd, event),
    epollWait: (epoll, events, count) => epollWait(epoll, events, count, 0),
    growDescriptors: (count) => {
      const last = fcntl(standardInput, F_DUPFD_CLOEXEC, count - 1);
      if (last >= 0) close(last);
    },
    setrlimit,
    getrlimit,
    interfaceIndex,
    addressOf: (bytes) => Number(koffi.address(bytes)),
  };
}

const errnoNames = new Map(Object.entries(constants.errno).map(([name, number]) => [number, name]));

/** EPERM for 1, and so on. */
export function errnoName(errno: number): string {
  return errnoNames.get(errno) ?? `errno-${errno}`;
}

export const { EAGAIN, EPERM, ENOBUFS, EINPROGRESS, EALREADY, EISCONN, EINTR } = constants.errno;
