// SPDX-License-Identifier: MIT
// One kept connection that asks one thing after another and reads whole answers: little enough of its own that the
// server's work is all there is.
import { connect } from 'node:net';

const END = Buffer.from('\r\n\r\n');

function named(line) {
  const colon = line.indexOf(':');
  return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
}

export class Client {
  #socket;
  #had = Buffer.alloc(0);
  #waiting = null;

  static async to(url) {
    const { hostname, port } = new URL(url), client = new Client();
    client.host = `${hostname}:${port}`;
    client.#socket = connect({ host: hostname, port: Number(port), noDelay: true });
    await new Promise((done, fail) => client.#socket.once('connect', done).once('error', fail));
    client.#socket.on('data', (chunk) => client.#take(chunk)).on('error', (error) => client.#fail(error))
      .on('close', () => client.#fail(new Error('the connection was closed')));
    return client;
  }

  // { status, headers: {}, body }
  ask(target, headers = {}) {
    const lines = Object.entries({ Host: this.host, ...headers }).map(([name, value]) => `${name}: ${value}\r\n`);
    return new Promise((done, fail) => {
      this.#waiting = { done, fail };
      this.#socket.write(`GET ${target} HTTP/1.1\r\n${lines.join('')}\r\n`);
    });
  }

  close() {
    this.#socket.removeAllListeners('close').destroy();
  }

  #fail(error) {
    this.#waiting?.fail(error);
    this.#waiting = null;
  }

  #take(chunk) {
    this.#had = this.#had.length ? Buffer.concat([this.#had, chunk]) : chunk;
    const at = this.#had.indexOf(END);
    if (at < 0) return;
    const [first, ...lines] = this.#had.subarray(0, at).toString('latin1').split('\r\n');
    const headers = Object.fromEntries(lines.map(named));
    const begin = at + END.length, end = begin + Number(headers['content-length'] ?? 0), status = Number(first.split(' ')[1]);
    const bare = status === 304;
    if (!bare && this.#had.length < end) return;
    const body = bare ? Buffer.alloc(0) : this.#had.subarray(begin, end);
    this.#had = Buffer.from(this.#had.subarray(bare ? begin : end));
    const { done } = this.#waiting;
    this.#waiting = null;
    done({ status, headers, body });
  }
}
