// A tar archive of a few files in one folder (POSIX.1-1988 ustar): every system unpacks it.
const block = 512;

interface TarFile {
  /** At most 90 characters, ASCII, no folder. */
  readonly name: string;
  readonly bytes: Buffer;
}

const octal = (value: number, digits: number): string => `${value.toString(8).padStart(digits, '0')}\0`;

function headOf({ name, bytes }: TarFile, at: Date): Buffer {
  const head = Buffer.alloc(block);
  head.write(`coffre-audit/${name}`, 0, 'latin1');
  head.write(octal(0o600, 7), 100, 'latin1');
  head.write(octal(0, 7), 108, 'latin1');
  head.write(octal(0, 7), 116, 'latin1');
  head.write(octal(bytes.length, 11), 124, 'latin1');
  head.write(octal(Math.floor(at.getTime() / 1000), 11), 136, 'latin1');
  // The sum is taken over a head whose sum is blank.
  head.write('        0', 148, 'latin1');
  head.write('ustar\u000000', 257, 'latin1');
  const sum = head.reduce((total, byte) => total + byte, 0);
  head.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
  return head;
}

export function tarOf(files: readonly TarFile[], at: Date): Buffer {
  const parts = files.flatMap((file) => [headOf(file, at), file.bytes, Buffer.alloc((block - (file.bytes.length % block)) % block)]);
  return Buffer.concat([...parts, Buffer.alloc(2 * block)]);
}
