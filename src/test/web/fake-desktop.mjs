// A desktop for the fake gateway: RFB 3.8 as far as noVNC needs it, with a picture that moves and answers.
// Typing "d" closes the WebSocket as a draining gateway does, "t" as when its user connected elsewhere, "g" as when
// the desktop is gone, "i" as when nothing was done for long; "x" drops the connection. Other keys and the pointer draw.

const CLOSES = { d: 4005, t: 4000, g: 4002, i: 4003, x: null };

/** Speaks RFB on a WebSocket whose upgrade is done. */
export function acceptDesktop(socket, name) {
  const desktop = new Desktop(name, (bytes) => socket.writable && socket.write(frame(2, bytes)));
  const unframe = unframer((opcode, data) => {
    if (opcode === 8) socket.end(frame(8, data.subarray(0, 2)));
    else if (opcode === 9) socket.write(frame(10, data));
    else if (opcode === 2) desktop.receive(data);
  });
  desktop.close = (code) => {
    if (code === null) socket.destroy();
    else socket.end(frame(8, Buffer.from([code >> 8, code & 255])));
  };
  socket.on('data', unframe);
  socket.on('error', () => socket.destroy());
  socket.on('close', () => desktop.stop());
  desktop.begin();
}

class Desktop {
  constructor(name, send) {
    Object.assign(this, { name, send, width: 1024, height: 640, input: Buffer.alloc(0), steps: [12, 1, 1], wanted: false, typed: '', pointer: [0, 0], tick: 0, sizes: false });
  }

  begin() {
    this.send(Buffer.from('RFB 003.008\n'));
    this.timer = setInterval(() => this.update(), 200);
  }

  stop() {
    clearInterval(this.timer);
  }

  receive(data) {
    this.input = Buffer.concat([this.input, data]);
    for (;;) {
      const length = this.steps.length ? this.steps[0] : this.messageLength();
      if (!length || this.input.length < length) return;
      const message = this.input.subarray(0, length);
      this.input = this.input.subarray(length);
      if (this.steps.length) this.handshake();
      else this.message(message);
    }
  }

  handshake() {
    this.steps.shift();
    if (this.steps.length === 2) this.send(Buffer.from([1, 1]));
    else if (this.steps.length === 1) this.send(Buffer.alloc(4));
    else this.serverInit();
  }

  serverInit() {
    const title = Buffer.from(this.name);
    const init = Buffer.alloc(24);
    init.writeUInt16BE(this.width, 0);
    init.writeUInt16BE(this.height, 2);
    Buffer.from([32, 24, 0, 1, 0, 255, 0, 255, 0, 255, 0, 8, 16]).copy(init, 4);
    init.writeUInt32BE(title.length, 20);
    this.send(Buffer.concat([init, title]));
  }

  messageLength() {
    const { input } = this;
    if (!input.length) return 0;
    const fixed = { 0: 20, 3: 10, 4: 8, 5: 6 }[input[0]];
    if (fixed) return fixed;
    if (input.length < 8) return 0;
    if (input[0] === 2) return 4 + 4 * input.readUInt16BE(2);
    if (input[0] === 6) return 8 + Math.abs(input.readInt32BE(4));
    return input[0] === 251 ? 8 + 16 * input[6] : 1;
  }

  message(data) {
    if (data[0] === 2) this.sizes = true;
    if (data[0] === 3) this.wanted = true;
    if (data[0] === 4 && data[1]) this.key(data.readUInt32BE(4));
    if (data[0] === 5) this.pointer = [data.readUInt16BE(2), data.readUInt16BE(4)];
    if (data[0] === 6) this.cutText(data.subarray(8).toString('latin1'));
    if (data[0] === 251) this.resize(data.readUInt16BE(2), data.readUInt16BE(4));
  }

  key(keysym) {
    const character = keysym < 0x100 ? String.fromCharCode(keysym) : '#';
    if (character in CLOSES) this.close(CLOSES[character]);
    this.typed += character;
  }

  cutText(text) {
    const answer = Buffer.from(`The desktop got: ${text}`, 'latin1');
    const head = Buffer.alloc(8);
    head[0] = 3;
    head.writeUInt32BE(answer.length, 4);
    this.send(Buffer.concat([head, answer]));
  }

  resize(width, height) {
    Object.assign(this, { width, height, resized: true });
  }

  /** The whole picture as rectangles with a background each (RRE), which is little to send. */
  update() {
    if (!this.wanted) return;
    this.wanted = false;
    this.tick += 1;
    const rectangles = [];
    if (this.sizes && (this.resized || this.tick === 1)) rectangles.push(this.sizeRectangle());
    this.resized = false;
    rectangles.push(this.picture());
    const head = Buffer.from([0, 0, 0, rectangles.length]);
    this.send(Buffer.concat([head, ...rectangles]));
  }

  sizeRectangle() {
    const data = Buffer.alloc(12 + 4 + 16);
    data.writeUInt16BE(1, 0);
    data.writeUInt16BE(this.width, 4);
    data.writeUInt16BE(this.height, 6);
    data.writeInt32BE(-308, 8);
    data[12] = 1;
    data.writeUInt16BE(this.width, 24);
    data.writeUInt16BE(this.height, 26);
    return data;
  }

  picture() {
    const { width, height, pointer } = this;
    const shapes = [[0, 0, width, 36, 0x1c2b33]];
    shapes.push([Math.floor(width * 0.12), 90, Math.floor(width * 0.5), Math.floor(height * 0.6), 0x101a20]);
    shapes.push([Math.floor(width * 0.12), 90, Math.floor(width * 0.5), 28, 0x3e6e75]);
    [...this.typed].slice(-40).forEach((character, at) => shapes.push([Math.floor(width * 0.12) + 16 + at * 11, 140, 8, 6 + (character.charCodeAt(0) % 16), 0x9fe0c8]));
    shapes.push([width - 90 + (this.tick % 8) * 8, 12, 8, 12, 0xf2c14e]);
    shapes.push([Math.min(pointer[0], width - 12), Math.min(pointer[1], height - 12), 10, 10, 0xffffff]);
    const data = Buffer.alloc(12 + 8 + shapes.length * 12);
    data.writeUInt16BE(width, 4);
    data.writeUInt16BE(height, 6);
    data.writeInt32BE(2, 8);
    data.writeUInt32BE(shapes.length, 12);
    color(data, 16, 0x2f5d62);
    shapes.forEach(([x, y, w, h, rgb], at) => {
      const from = 20 + at * 12;
      color(data, from, rgb);
      [x, y, w, h].forEach((value, index) => data.writeUInt16BE(value, from + 4 + index * 2));
    });
    return data;
  }
}

/** As noVNC asks for it: red in the lowest byte. */
function color(data, at, rgb) {
  data[at] = rgb >> 16;
  data[at + 1] = (rgb >> 8) & 255;
  data[at + 2] = rgb & 255;
}

function frame(opcode, data) {
  const long = data.length > 65_535;
  const head = Buffer.alloc(data.length < 126 ? 2 : long ? 10 : 4);
  head[0] = 0x80 | opcode;
  if (data.length < 126) head[1] = data.length;
  else if (!long) {
    head[1] = 126;
    head.writeUInt16BE(data.length, 2);
  } else {
    head[1] = 127;
    head.writeBigUInt64BE(BigInt(data.length), 2);
  }
  return Buffer.concat([head, data]);
}

function unframer(onFrame) {
  let buffer = Buffer.alloc(0);
  return (chunk) => {
    buffer = Buffer.concat([buffer, chunk]);
    while (buffer.length >= 6) {
      const short = buffer[1] & 127;
      const head = short < 126 ? 2 : short === 126 ? 4 : 10;
      if (buffer.length < head + 4) return;
      const length = short < 126 ? short : short === 126 ? buffer.readUInt16BE(2) : Number(buffer.readBigUInt64BE(2));
      if (buffer.length < head + 4 + length) return;
      const mask = buffer.subarray(head, head + 4);
      const data = Buffer.from(buffer.subarray(head + 4, head + 4 + length));
      for (let at = 0; at < data.length; at += 1) data[at] ^= mask[at % 4];
      const opcode = buffer[0] & 15;
      buffer = buffer.subarray(head + 4 + length);
      onFrame(opcode, data);
    }
  };
}
