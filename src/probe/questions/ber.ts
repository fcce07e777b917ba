/** One value of BER (X.690), definite length. The parts are bytes, or values made by this function. */
export function ber(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(parts);
  const length =
    content.length < 0x80
      ? [content.length]
      : content.length < 0x100
        ? [0x81, content.length]
        : [0x82, content.length >> 8, content.length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...length]), content]);
}

export function berInteger(...bytes: readonly number[]): Buffer {
  return ber(0x02, Buffer.from(bytes));
}

export function berText(tag: number, text: string): Buffer {
  return ber(tag, Buffer.from(text, 'latin1'));
}

export const sequence = 0x30;
export const octetString = 0x04;
