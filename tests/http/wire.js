// SPDX-License-Identifier: MIT
// HTTP as bytes over a socket, for what a client library would never send or would hide.
import { connect } from 'node:net';
import { connect as secured } from 'node:tls';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';

const DEADLINE = 60_000;

// A header whose value is a list of texts is sent once for each, one whose value is null not at all.
export const request = (method, target, headers = {}) =>
  `${method} ${target} HTTP/1.1\r\n${Object.entries({ Host: 'test', ...headers })
    .flatMap(([name, value]) => [value].flat().filter((one) => one !== null).map((one) => `${name}: ${one}\r\n`)).join('')}\r\n`;

const decoders = { br: brotliDecompressSync, gzip: gunzipSync };

function decoded(coding, bytes) {
  if (coding === undefined) return bytes;
  if (!Object.hasOwn(decoders, coding)) throw new Error(`the body is in the coding "${coding}"`);
  return decoders[coding](bytes);
}

// A response from the front of `bytes`: { response, used }, or null where it is not whole yet. Its body as it was
// `sent`, `plain` without its coding, and that as a text.
function parse(bytes, { head, ended }) {
  const end = bytes.indexOf('\r\n\r\n');
  if (end < 0) return null;
  const [line, ...fields] = bytes.toString('latin1', 0, end).split('\r\n');
  const headers = {};
  for (const field of fields) {
    const colon = field.indexOf(':');
    const name = field.slice(0, colon).toLowerCase();
    if (name in headers) throw new Error(`the header ${name} stands twice`);
    headers[name] = field.slice(colon + 1).trim();
  }
  const status = Number(line.split(' ')[1]);
  const bare = head || status === 204 || status === 304;
  const length = bare ? 0 : headers['content-length'] === undefined ? (ended ? bytes.length - end - 4 : null) : Number(headers['content-length']);
  if (length === null || bytes.length < end + 4 + length) return null;
  const sent = Buffer.from(bytes.subarray(end + 4, end + 4 + length));
  const plain = bare ? sent : decoded(headers['content-encoding'], sent);
  const body = plain.toString('utf8');
  const json = /\bjson\b/.test(headers['content-type'] ?? '') && body ? JSON.parse(body) : null;
  return { response: { line, status, headers, sent, plain, body, json }, used: end + 4 + length };
}

export class Wire {
  #socket;
  #bytes = Buffer.alloc(0);
  #ended = false;
  #wake = () => {};

  // `from`: the client's own address, one of 127.0.0.0/8. Over TLS where `server.tls` are options for it; `opened` is the
  // end of its handshake then.
  constructor(server, { from } = {}) {
    const where = { port: server.port, host: '127.0.0.1', localAddress: from, allowHalfOpen: true };
    this.#socket = server.tls ? secured({ ...where, ...server.tls }) : connect(where);
    this.#socket.on('data', (more) => { this.#bytes = Buffer.concat([this.#bytes, more]); this.#wake(); });
    for (const event of ['end', 'error', 'close']) this.#socket.on(event, () => { this.#ended = true; this.#wake(); });
    this.opened = new Promise((done, fail) => {
      this.#socket.once(server.tls ? 'secureConnect' : 'connect', done).once('error', fail);
    });
    this.opened.catch(() => {});
  }

  get socket() { return this.#socket; }

  send(bytes) {
    this.#socket.write(bytes);
    return this;
  }

  async #until(ready) {
    const late = Date.now() + DEADLINE;
    for (;;) {
      const found = ready();
      if (found) return found;
      if (Date.now() > late) throw new Error(`no answer in ${DEADLINE} ms; got ${JSON.stringify(this.#bytes.toString('latin1'))}`);
      await new Promise((done) => {
        const timer = setTimeout(done, 100);
        this.#wake = () => { clearTimeout(timer); done(); };
      });
    }
  }

  // The next response; null where the connection ends without one. `head`: it answers a HEAD, so no body follows.
  async response({ head = false } = {}) {
    const found = await this.#until(() => parse(this.#bytes, { head, ended: this.#ended }) ?? (this.#ended && 'ended'));
    if (found === 'ended') return null;
    this.#bytes = this.#bytes.subarray(found.used);
    return found.response;
  }

  // Waits until the server has closed its side; gives what it sent that was no part of a response read before.
  async closed() {
    await this.#until(() => this.#ended);
    return this.#bytes.toString('latin1');
  }

  // Reads nothing more, as a client that is slow without end.
  async pause() {
    await this.opened;
    this.#socket.pause();
    return this;
  }

  close() { this.#socket.destroy(); }
}

// One request over a connection of its own, and its response.
export async function ask(server, bytes, options) {
  const wire = new Wire(server, options);
  const response = await wire.send(bytes).response(options);
  wire.close();
  return response;
}
