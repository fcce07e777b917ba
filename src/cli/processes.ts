import type { Processes } from '../evidence/hold.ts';

/** The processes of this machine. Signal 0 only asks; one of somebody else's lives, though it may not be sent any. */
export const processes: Processes = {
  own: process.pid,
  isAlive: (pid) => {
    try {
      return process.kill(pid, 0);
    } catch (error) {
      return (error as NodeJS.ErrnoException).code === 'EPERM';
    }
  },
};
