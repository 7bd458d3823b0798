/** A line on standard error that says how far a rehearsal is: redrawn on a terminal, every tenth step elsewhere. */
export function createProgress(total: number, label: string) {
  const startedAt = performance.now();
  const { stderr } = process;
  const width = 24;
  return {
    show: (done: number, counts: string): void => {
      const share = total === 0 ? 1 : done / total;
      const elapsedS = (performance.now() - startedAt) / 1000;
      const leftS = share === 0 ? 0 : Math.round(elapsedS / share - elapsedS);
      const bar = '█'.repeat(Math.round(share * width)).padEnd(width, '░');
      const line = `${label} ${bar} ${done}/${total}  ${counts}  ${leftS} s left`;
      if (stderr.isTTY) stderr.write(`\r\u001b[K${line}`);
      else if (done % Math.max(1, Math.ceil(total / 10)) === 0 || done === total) {
        stderr.write(`${line}\n`);
      }
    },
    end: (): void => {
      if (stderr.isTTY) stderr.write('\n');
    },
  };
}
