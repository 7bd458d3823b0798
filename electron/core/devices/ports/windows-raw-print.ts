/**
 * Sends standard input to the queue `$queue` as one RAW document by way of winspool.drv, as Microsoft's article
 * "How to send raw data to a printer by using the Win32 API" has it. It has never been run on Windows by us.
 */
export const RAW_PRINT_SCRIPT = String.raw`
$ErrorActionPreference = 'Stop'
Add-Type -TypeDefinition @'
using System;
using System.Runtime.InteropServices;
public static class RawPrint {
  [StructLayout(LayoutKind.Sequential, CharSet = CharSet.Unicode)]
  public struct Document { public string Name; public string Output; public string Kind; }
  [DllImport("winspool.drv", CharSet = CharSet.Unicode, SetLastError = true)]
  static extern bool OpenPrinterW(string name, out IntPtr printer, IntPtr defaults);
  [DllImport("winspool.drv")] static extern bool ClosePrinter(IntPtr printer);
  [DllImport("winspool.drv", CharSet = CharSet.Unicode, SetLastError = true)]
  static extern int StartDocPrinterW(IntPtr printer, int level, ref Document document);
  [DllImport("winspool.drv")] static extern bool EndDocPrinter(IntPtr printer);
  [DllImport("winspool.drv")] static extern bool StartPagePrinter(IntPtr printer);
  [DllImport("winspool.drv")] static extern bool EndPagePrinter(IntPtr printer);
  [DllImport("winspool.drv", SetLastError = true)]
  static extern bool WritePrinter(IntPtr printer, byte[] bytes, int count, out int written);
  public static int Send(string queue, byte[] bytes) {
    IntPtr printer;
    if (!OpenPrinterW(queue, out printer, IntPtr.Zero)) return 2;
    try {
      var document = new Document { Name = "bloodmobile", Output = null, Kind = "RAW" };
      if (StartDocPrinterW(printer, 1, ref document) == 0) return 3;
      int written = 0;
      bool sent = StartPagePrinter(printer) && WritePrinter(printer, bytes, bytes.Length, out written);
      EndPagePrinter(printer);
      EndDocPrinter(printer);
      return sent && written == bytes.Length ? 0 : 3;
    } finally { ClosePrinter(printer); }
  }
}
'@
$memory = New-Object System.IO.MemoryStream
[Console]::OpenStandardInput().CopyTo($memory)
exit [RawPrint]::Send($queue, $memory.ToArray())
`;
