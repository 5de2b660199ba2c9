// Hands the page three functions and nothing else. CommonJS after the build: a sandboxed preload knows no modules. Must never grow: a new call needs no line here.
import { contextBridge, ipcRenderer, webUtils, type IpcRendererEvent } from 'electron';

const ask = async (request: unknown): Promise<unknown> => JSON.parse(String(await ipcRenderer.invoke('app:call', JSON.stringify(request)))) as unknown;

// SECURITY(preload-surface): no electron object, channel name or event reaches the page; what does is frozen.
contextBridge.exposeInMainWorld('bridge', {
  call: (name: string, input: unknown) => ask({ call: name, input }),
  on(listener: (event: unknown) => void): () => void {
    const heard = (_event: IpcRendererEvent, wire: string): void => { listener(JSON.parse(wire)); };
    ipcRenderer.on('app:event', heard);
    return () => { ipcRenderer.off('app:event', heard); };
  },
  // WHY here: only the preload can name the path of a dropped file; the page itself never sees it.
  dropped: (files: readonly File[]) => ask({ dropped: files.map((file) => webUtils.getPathForFile(file)) }),
});
