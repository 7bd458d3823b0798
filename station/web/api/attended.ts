const attendedMs = 60_000;
let touchedAtMs = Date.now();

for (const event of ['pointerdown', 'keydown', 'wheel'] as const) {
  window.addEventListener(event, () => (touchedAtMs = Date.now()), { passive: true });
}

/** Whether a person has just been at the page: what it asks by itself must not keep a session open that nobody uses. */
export const isAttended = (): boolean => !document.hidden && Date.now() - touchedAtMs < attendedMs;
