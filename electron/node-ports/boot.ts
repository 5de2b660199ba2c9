// How long the machine has been running, and which of its starts this is. Sleep counts, and setting the clock changes nothing.
import { readFileSync } from 'node:fs';
import { uptime } from 'node:os';
import type { Boot } from '../core/ports.ts';

function bootId(): string {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').trim();
  } catch {
    // WHY silent: only Linux has it; elsewhere every start counts as the same one.
    return '';
  }
}

export function nodeBoot(): Boot {
  let id: string | undefined;
  return {
    get id() { return (id ??= bootId()); },
    seconds: () => uptime(),
  };
}
