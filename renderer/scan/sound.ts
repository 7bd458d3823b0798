/** Two short low tones: not taken, look at the screen. One short high tone: taken. */
const tones = {
  refused: [
    { hertz: 220, fromS: 0, forS: 0.14 },
    { hertz: 180, fromS: 0.18, forS: 0.22 },
  ],
  taken: [{ hertz: 1320, fromS: 0, forS: 0.07 }],
} as const;

let audio: AudioContext | null = null;

/** Plays at once or not at all; a browser that wants a touch first stays silent until then. */
export function playSound(name: keyof typeof tones): void {
  audio ??= new AudioContext();
  if (audio.state === 'suspended') void audio.resume();
  for (const { hertz, fromS, forS } of tones[name]) {
    const oscillator = audio.createOscillator();
    const gain = audio.createGain();
    const startS = audio.currentTime + fromS;
    oscillator.frequency.value = hertz;
    oscillator.type = 'square';
    gain.gain.setValueAtTime(0.12, startS);
    gain.gain.exponentialRampToValueAtTime(0.001, startS + forS);
    oscillator.connect(gain).connect(audio.destination);
    oscillator.start(startS);
    oscillator.stop(startS + forS);
  }
}
