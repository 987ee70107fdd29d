// SPDX-License-Identifier: MIT
// X.509 certificates of any dates and faults, by node:crypto alone: it signs, and the little DER around it is here.
import { createHash, createPublicKey, generateKeyPairSync, randomBytes, sign } from 'node:crypto';

function tlv(tag, ...parts) {
  const body = Buffer.concat(parts.map((part) => Buffer.from(part)));
  if (body.length < 128) return Buffer.concat([Buffer.from([tag, body.length]), body]);
  const size = Buffer.from(body.length.toString(16).padStart(body.length > 255 ? 4 : 2, '0'), 'hex');
  return Buffer.concat([Buffer.from([tag, 0x80 | size.length]), size, body]);
}

const sequence = (...parts) => tlv(0x30, ...parts);
const set = (...parts) => tlv(0x31, ...parts);
const octets = (...parts) => tlv(0x04, ...parts);
const bits = (bytes, unused = 0) => tlv(0x03, [unused], bytes);
const integer = (bytes) => tlv(0x02, bytes);
const truth = tlv(0x01, [0xff]);

function oid(text) {
  const [first, second, ...rest] = text.split('.').map(Number);
  const bytes = [first * 40 + second];
  for (const arc of rest) {
    const digits = [arc & 0x7f];
    for (let left = arc >> 7; left; left >>= 7) digits.unshift(0x80 | (left & 0x7f));
    bytes.push(...digits);
  }
  return tlv(0x06, bytes);
}

// GeneralizedTime for every year, which all readers take though RFC 5280 wants it from 2050 on only.
const time = (date) => tlv(0x18, Buffer.from(`${date.toISOString().replace(/\.\d+Z|[-:T]/g, '')}Z`));
const name = (text) => sequence(set(sequence(oid('2.5.4.3'), tlv(0x0c, Buffer.from(text)))));

const algorithm = (key) => ({
  rsa: sequence(oid('1.2.840.113549.1.1.11'), tlv(0x05)),
  ec: sequence(oid('1.2.840.10045.4.3.2')),
  ed25519: sequence(oid('1.3.101.112')),
}[key.asymmetricKeyType]);

const extension = (id, value, critical = false) => sequence(oid(id), ...(critical ? [truth] : []), octets(value));
const purposes = { server: '1.3.6.1.5.5.7.3.1', client: '1.3.6.1.5.5.7.3.2' };
const usages = { digitalSignature: [0x80, 7], keyEncipherment: [0x20, 5], keyCertSign: [0x04, 2] };

function extensions({ ca, names, usage, purpose }) {
  const list = [extension('2.5.29.19', sequence(...(ca ? [truth] : [])), true)];
  if (names) list.push(extension('2.5.29.17', sequence(...names.map((one) => tlv(0x82, Buffer.from(one))), tlv(0x87, [127, 0, 0, 1]))));
  if (usage) list.push(extension('2.5.29.15', bits([usages[usage][0]], usages[usage][1]), true));
  if (purpose) list.push(extension('2.5.29.37', sequence(oid(purposes[purpose]))));
  return tlv(0xa3, sequence(...list));
}

const wrap = (der) => `-----BEGIN CERTIFICATE-----\n${der.toString('base64').match(/.{1,64}/g).join('\n')}\n-----END CERTIFICATE-----\n`;

export const rsa = (modulusLength = 2048) => generateKeyPairSync('rsa', { modulusLength }).privateKey;
export const ecdsa = (namedCurve = 'P-256') => generateKeyPairSync('ec', { namedCurve }).privateKey;
export const ed25519 = () => generateKeyPairSync('ed25519').privateKey;
export const pem = (key, options = {}) => key.export({ type: 'pkcs8', format: 'pem', ...options });

// A certificate: { subject, key, der, pem, fingerprint }. Signed by `issuer`, another of these, or by itself; `from`
// and `until` are Dates. Of its extensions, `names` are DNS names (127.0.0.1 is added).
export function certificate({ subject = 'localhost', key = ecdsa(), issuer, from = new Date('2020-01-01'),
  until = new Date('2090-01-01'), ...more } = {}) {
  const signer = issuer?.key ?? key;
  const body = sequence(
    tlv(0xa0, integer([2])), integer([0x40, ...randomBytes(8)]), algorithm(signer), name(issuer?.subject ?? subject),
    sequence(time(from), time(until)), name(subject), createPublicKey(key).export({ type: 'spki', format: 'der' }),
    extensions({ names: more.ca ? undefined : ['localhost'], ...more }),
  );
  const signature = sign(signer.asymmetricKeyType === 'ed25519' ? null : 'sha256', body, signer);
  const der = sequence(body, algorithm(signer), bits(signature));
  const digest = createHash('sha256').update(der).digest('hex').toUpperCase();
  return { subject, key, der, pem: wrap(der), fingerprint: digest.match(/../g).join(':') };
}
