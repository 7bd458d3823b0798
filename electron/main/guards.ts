import { app, session } from 'electron';
import { isPageAddress } from './origin.ts';

/** Whatever a page tries, it stays the page: no other address, no window, no frame, no device, no permission. */
export function guardEverything(): void {
  app.on('web-contents-created', (_created, contents) => {
    contents.on('will-frame-navigate', (event) => {
      if (!isPageAddress(event.url)) event.preventDefault();
    });
    contents.on('will-redirect', (event) => {
      if (!isPageAddress(event.url)) event.preventDefault();
    });
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  });
  const { defaultSession } = session;
  defaultSession.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  defaultSession.setPermissionCheckHandler(() => false);
  defaultSession.setDevicePermissionHandler(() => false);
  defaultSession.setDisplayMediaRequestHandler(null);
  defaultSession.on('will-download', (event) => event.preventDefault());
  // The page speaks to the core, the core to the station: a request by the page itself is not ours.
  defaultSession.webRequest.onBeforeRequest((request, decide) => {
    const own = isPageAddress(request.url) || /^(data|blob|devtools):/.test(request.url);
    decide({ cancel: !own });
  });
}
