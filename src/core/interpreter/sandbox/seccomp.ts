/**
 * System calls that computing needs none of and that lead out of a sandbox: other processes, the kernel's inner life, mounts,
 * namespaces, keys, io_uring (which goes past filters). Numbers from the kernel's tables for each processor.
 */
const DENIED: Readonly<Record<Processor, readonly number[]>> = {
  x64: [
    101, // ptrace
    155, 161, 165, 166, // pivot_root, chroot, mount, umount2
    163, 164, 167, 168, 169, // acct, settimeofday, swapon, swapoff, reboot
    172, 173, // iopl, ioperm
    175, 176, 313, // init_module, delete_module, finit_module
    103, 179, // syslog, quotactl
    246, 320, // kexec_load, kexec_file_load
    248, 249, 250, // add_key, request_key, keyctl
    272, 308, // unshare, setns
    298, 321, 323, // perf_event_open, bpf, userfaultfd
    303, 304, // name_to_handle_at, open_by_handle_at
    310, 311, 312, // process_vm_readv, process_vm_writev, kcmp
    425, 426, 427, // io_uring_setup, io_uring_enter, io_uring_register
    428, 429, 430, 431, 432, 433, 442, // open_tree, move_mount, fsopen, fsconfig, fsmount, fspick, mount_setattr
    438, // pidfd_getfd
  ],
  arm64: [
    117, // ptrace
    41, 51, 40, 39, // pivot_root, chroot, mount, umount2
    89, 170, 224, 225, 142, // acct, settimeofday, swapon, swapoff, reboot
    105, 106, 273, // init_module, delete_module, finit_module
    116, 60, // syslog, quotactl
    104, 294, // kexec_load, kexec_file_load
    217, 218, 219, // add_key, request_key, keyctl
    97, 268, // unshare, setns
    241, 280, 282, // perf_event_open, bpf, userfaultfd
    264, 265, // name_to_handle_at, open_by_handle_at
    270, 271, 272, // process_vm_readv, process_vm_writev, kcmp
    425, 426, 427, // io_uring_setup, io_uring_enter, io_uring_register
    428, 429, 430, 431, 432, 433, 442, // open_tree, move_mount, fsopen, fsconfig, fsmount, fspick, mount_setattr
    438, // pidfd_getfd
  ],
};

type Processor = 'x64' | 'arm64';

/**
 * Memory that nobody sees: it lies in no process, and in no file system that could be measured. The kernel seems to be without them, so that libraries
 * take files in /dev/shm instead.
 */
const UNSEEN: Readonly<Record<Processor, readonly number[]>> = {
  x64: [29, 68, 319, 447], // shmget, msgget, memfd_create, memfd_secret
  arm64: [194, 186, 279, 447],
};

/** What differs besides: the kernel's name for the processor (AUDIT_ARCH_…) and two calls that are judged by their argument. */
const CALLS: Readonly<Record<Processor, { readonly audit: number; readonly clone: number; readonly socket: number }>> = {
  x64: { audit: 0xc000003e, clone: 56, socket: 41 },
  arm64: { audit: 0xc00000b7, clone: 220, socket: 198 },
};

/** The same on both. Its flags lie in memory, which a filter can't read; C libraries fall back to clone. */
const CLONE3 = 435;
const CLONE_NEWUSER = 0x10000000;
/** Unspecified, Unix, IPv4, IPv6, netlink. Others (vsock to a virtual machine's host) know no network namespaces. */
const FAMILIES = [0, 1, 2, 10, 16];
/** From here on the numbers of x64's second calling convention, which would go past the list. */
const X32 = 0x40000000;

const ALLOW = 0x7fff0000;
const KILL = 0x80000000;
const fail = (errno: number) => 0x00050000 | errno;
const EPERM = fail(1);
const ENOSYS = fail(38);
const EAFNOSUPPORT = fail(97);

/** One instruction of classic BPF: code, jump if true, jump if false, operand. */
type Instruction = readonly [code: number, jt: number, jf: number, k: number];
const load = (offset: number): Instruction => [0x20, 0, 0, offset];
const give = (verdict: number): Instruction => [0x06, 0, 0, verdict];
const skipUnlessEqual = (value: number, count: number): Instruction => [0x15, 0, count, value];
const skipBelow = (value: number, count: number): Instruction => [0x35, 0, count, value];
const skipUnlessBits = (bits: number, count: number): Instruction => [0x45, 0, count, bits];
const when = (value: number, verdict: number): Instruction[] => [skipUnlessEqual(value, 1), give(verdict)];

/** Offsets in the kernel's `struct seccomp_data`; of an argument the lower half, which holds flags and families. */
const NUMBER = load(0);
const ARCHITECTURE = load(4);
const ARGUMENT = load(16);

/** The filter as bubblewrap takes it from `--seccomp`; null for a processor whose system calls we don't know. */
export function seccompFilter(processor: string): Uint8Array | null {
  if (processor !== 'x64' && processor !== 'arm64') return null;
  const { audit, clone, socket } = CALLS[processor];
  const families = FAMILIES.flatMap((family) => when(family, ALLOW));
  return assemble([
    ARCHITECTURE,
    [0x15, 1, 0, audit],
    give(KILL),
    NUMBER,
    ...(processor === 'x64' ? [skipBelow(X32, 1), give(KILL)] : []),
    ...DENIED[processor].flatMap((call) => when(call, EPERM)),
    ...[CLONE3, ...UNSEEN[processor]].flatMap((call) => when(call, ENOSYS)),
    skipUnlessEqual(clone, 4),
    ARGUMENT,
    skipUnlessBits(CLONE_NEWUSER, 1),
    give(EPERM),
    give(ALLOW),
    skipUnlessEqual(socket, families.length + 2),
    ARGUMENT,
    ...families,
    give(EAFNOSUPPORT),
    give(ALLOW),
  ]);
}

function assemble(instructions: readonly Instruction[]): Uint8Array {
  const bytes = new DataView(new ArrayBuffer(instructions.length * 8));
  instructions.forEach(([code, jt, jf, k], index) => {
    bytes.setUint16(index * 8, code, true);
    bytes.setUint8(index * 8 + 2, jt);
    bytes.setUint8(index * 8 + 3, jf);
    bytes.setUint32(index * 8 + 4, k, true);
  });
  return new Uint8Array(bytes.buffer);
}
