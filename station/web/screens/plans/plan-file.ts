export interface PlanFile {
  readonly fileName: string;
  readonly fileBase64: string;
}

const chunkBytes = 0x8000;

/** A chosen file as the station wants it. */
export async function readPlanFile(file: File): Promise<PlanFile> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let text = '';
  for (let from = 0; from < bytes.length; from += chunkBytes) {
    text += String.fromCharCode(...bytes.subarray(from, from + chunkBytes));
  }
  return { fileName: file.name, fileBase64: btoa(text) };
}

/** A name for the plan out of the file's: what is not allowed in one becomes a dash. */
export function nameFromFile(fileName: string): string {
  const bare = fileName.replace(/\.[A-Za-z]{2,5}$/, '');
  return bare
    .replace(/[^A-Za-z0-9._-]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 58);
}
