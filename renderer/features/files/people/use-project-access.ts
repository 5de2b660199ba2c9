// Reads who can open what in a project, all pages of it. Names, public keys and counts only.
import { useCallback, useEffect, useState } from 'react';
import { useBridge, type Access, type AppBridge, type PeopleList, type Told } from '../../../bridge/index.ts';
import type { AccessFile } from './persons.ts';

export interface ProjectAccess {
  readonly access: Access;
  readonly files: readonly AccessFile[];
  readonly people: PeopleList | undefined;
  readonly own: readonly string[];
}

async function readAll(bridge: AppBridge, project: string): Promise<{ readonly ok: true; readonly value: ProjectAccess } | { readonly ok: false; readonly error: Told }> {
  const access = await bridge.call('recipients.getAccess', { project });
  if (!access.ok) return access;
  const files: AccessFile[] = [];
  for (;;) {
    const page = await bridge.call('recipients.listAccess', { access: access.value.access, offset: files.length });
    if (!page.ok) return page;
    files.push(...page.value.files);
    if (page.value.files.length === 0 || files.length >= page.value.total) break;
  }
  const [people, places] = await Promise.all([bridge.call('recipients.listPeople', { project }), bridge.call('age.listPlaces', {})]);
  return { ok: true, value: { access: access.value, files, people: people.ok ? people.value : undefined, own: places.ok ? places.value.places.flatMap(({ recipients }) => recipients) : [] } };
}

/** `reload` reads anew and keeps what was there until that is done. */
export function useProjectAccess(project: string): { readonly read: ProjectAccess | undefined; readonly refused: Told | undefined; readonly reading: boolean; reload(): Promise<void> } {
  const bridge = useBridge();
  const [read, setRead] = useState<ProjectAccess>();
  const [refused, setRefused] = useState<Told>();
  const [reading, setReading] = useState(true);
  const reload = useCallback(async () => {
    setReading(true);
    const answer = await readAll(bridge, project);
    setReading(false);
    setRefused(answer.ok ? undefined : answer.error);
    if (answer.ok) setRead(answer.value);
  }, [bridge, project]);
  useEffect(() => { void reload(); }, [reload]);
  return { read, refused, reading, reload };
}
