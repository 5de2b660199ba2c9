// What the window can do whatever room is in view, by keys, palette and menu.
import { useCallback, useMemo } from 'react';
import { useShortcut } from '../../components/index.ts';
import { useAppearance, useCommands, useNavigation, useProjects, useShortcuts, useWords, type Command } from '../../stores/index.ts';
import { useChoose } from './use-choose.ts';
import { useMac } from './use-keys.ts';
import { useLock } from './use-lock.ts';
import { useTypedAhead } from './use-typed-ahead.ts';
import { stepKeys, windowKeys } from './window-keys.ts';

/** The room in view has the focus from here on. */
export function focusRoom(): void {
  document.getElementById('room')?.focus();
}

/** Registers the commands and keys of the window; mounted once. */
export function useWindowCommands(): void {
  const { palette: say, audit: auditSay, frame, lock: lockSay, settings: settingsSay } = useWords();
  const mac = useMac();
  const { back, forward } = stepKeys(mac);
  const lang = useAppearance((state) => state.lang);
  const theme = useAppearance((state) => state.theme);
  const density = useAppearance((state) => state.density);
  const hasProjects = useProjects(({ projects }) => projects.length > 0);
  const room = useNavigation((state) => state.room);
  const inSettings = room === 'settings';
  const hasRoom = hasProjects || room !== 'files';
  const enter = useNavigation((state) => state.enter);
  const toFiles = useCallback(() => { void enter('files').then(focusRoom); }, [enter]);
  const toAudit = useCallback(() => { void enter('audit').then(focusRoom); }, [enter]);
  const toVault = useCallback(() => { void enter('vault').then(focusRoom); }, [enter]);
  const canBack = useNavigation(({ at, covered }) => covered || at > 0);
  const canForward = useNavigation(({ at, places }) => at < places.length - 1);
  const go = useNavigation((state) => state.go);
  const show = useNavigation((state) => state.show);
  const actOn = useShortcuts((state) => state.actOn);
  const change = useChoose();
  const { can: canLock, lock } = useLock();

  useTypedAhead();
  useShortcut(windowKeys.palette, () => { show('palette'); });
  useShortcut(windowKeys.preferences, () => { show('preferences'); });
  useShortcut(windowKeys.shortcuts, () => { show('shortcuts'); });
  useShortcut(windowKeys.files, toFiles);
  useShortcut(windowKeys.vault, toVault);
  useShortcut(windowKeys.audit, toAudit);
  useShortcut(windowKeys.lock, lock, { overDialogs: true });
  useShortcut(back, () => { void go(-1); });
  useShortcut(forward, () => { void go(1); });

  useCommands(useMemo((): readonly Command[] => {
    const { do: does, why } = say;
    const window = (id: string, title: string, run: () => void, more: { readonly keys?: string; readonly off?: string | undefined } = {}): Command => ({ id, title, group: 'window', run, ...more });
    return [
      window('open-folder', does.openFolder, () => { actOn(windowKeys.openFolder); }, { keys: windowKeys.openFolder }),
      window('files-room', does.filesRoom, toFiles, { keys: windowKeys.files, off: hasRoom ? undefined : why.noProject }),
      window('vault-room', frame.toVault, toVault, { keys: windowKeys.vault, off: room === 'vault' ? why.inUse : undefined }),
      window('audit-room', auditSay.goTo, toAudit, { keys: windowKeys.audit, off: room === 'audit' ? why.inUse : undefined }),
      window('back', does.back, () => { void go(-1); }, { keys: back, off: canBack ? undefined : why.noPlace }),
      window('forward', does.forward, () => { void go(1); }, { keys: forward, off: canForward ? undefined : why.noPlace }),
      ...(['system', 'light', 'dark'] as const).map((next) => window(`theme-${next}`, does.theme[next], () => { change({ theme: next }); }, { off: next === theme ? why.inUse : undefined })),
      ...(['comfortable', 'compact'] as const).map((next) => window(`density-${next}`, does.density[next], () => { change({ density: next }); }, { off: next === density ? why.inUse : undefined })),
      window('other-language', does.otherLanguage, () => { change({ language: lang === 'en' ? 'fr' : 'en' }); }),
      window('settings-room', settingsSay.goTo, () => { void enter('settings'); }, { off: inSettings ? why.inUse : undefined }),
      window('preferences', does.preferences, () => { show('preferences'); }, { keys: windowKeys.preferences }),
      window('shortcuts', does.shortcuts, () => { show('shortcuts'); }, { keys: windowKeys.shortcuts }),
      window('lock', lockSay.lockNow, lock, { keys: windowKeys.lock, off: canLock ? undefined : lockSay.noProfile }),
      window('palette', say.title, () => { show('palette'); }, { keys: windowKeys.palette }),
    ];
  }, [say, auditSay, frame, settingsSay, enter, toFiles, toVault, toAudit, room, inSettings, lockSay, canLock, lock, back, forward, lang, theme, density, hasRoom, canBack, canForward, go, show, actOn, change]));
}
