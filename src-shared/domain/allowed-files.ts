/** Which files an office takes in (SEC-23): documents of any format, but nothing that a double click would run. */

const PROGRAM_ENDINGS = new Set(
  'exe com scr pif bat cmd ps1 psm1 vbs vbe js jse wsf wsh hta msi msp mst msc cpl dll ocx sys drv lnk scf reg jar class apk appx app dmg pkg deb rpm run sh bash csh command elf so dylib gadget inf url iso img vhd chm'.split(' '),
);

/** Beginnings of programs, whatever the file is called. */
function beginsAsProgram(start: Uint8Array): boolean {
  const begins = (...bytes: readonly number[]): boolean => bytes.every((byte, at) => start[at] === byte);
  // DOS and Windows; the fourth byte is the upper half of a number below 512, which no text has there.
  if (begins(0x4d, 0x5a) && start.length > 64 && (start[3] ?? 255) < 2) return true;
  if (begins(0x7f, 0x45, 0x4c, 0x46)) return true;
  // Mach-O in both orders, and the common beginning of its archives and of Java classes.
  if (begins(0xfe, 0xed, 0xfa) || begins(0xca, 0xfe, 0xba, 0xbe) || (start[1] === 0xfa && start[2] === 0xed && start[3] === 0xfe)) return true;
  // A Windows shortcut runs what it names.
  if (begins(0x4c, 0, 0, 0, 1, 0x14, 2, 0)) return true;
  return begins(0x23, 0x21, 0x2f);
}

/** Whether a name says that the file is a program. Blanks and dots behind the ending are dropped by Windows, so they hide nothing. */
export function isProgramName(fileName: string): boolean {
  const ending = /\.([^.]+)$/.exec(fileName.replace(/[\s.]+$/u, ''))?.[1] ?? '';
  return PROGRAM_ENDINGS.has(ending.toLowerCase());
}

/** SEC-23: programs are not taken in, told by name and by the first bytes. */
export function isProgram(fileName: string, start: Uint8Array): boolean {
  return isProgramName(fileName) || beginsAsProgram(start);
}
