import { createHmac, timingSafeEqual } from 'node:crypto';
import { channels, type Channel } from '../domain/scoring/standing.js';

/** What an unsubscribe link says: this lead wants no more of this channel. */
export interface Unsubscribing {
  leadId: string;
  channel: Channel;
}

const sealBytes = 20;

/** A token that only the holder of the secret can make: lead and channel, sealed. It never grows old: a link must work for as long as its mail lies about. */
export function unsubscribeToken({ leadId, channel }: Unsubscribing, secret: string): string {
  const said = Buffer.concat([Buffer.from(leadId.replaceAll('-', ''), 'hex'), Buffer.of(channels.indexOf(channel))]);
  return Buffer.concat([said, seal(said, secret)]).toString('base64url');
}

/** What a token says; null if it was not made with this secret, whatever is wrong with it. */
export function readUnsubscribeToken(token: string, secret: string): Unsubscribing | null {
  const bytes = Buffer.from(token, 'base64url');
  if (bytes.length !== 17 + sealBytes || bytes.toString('base64url') !== token) return null;
  const said = bytes.subarray(0, 17);
  const channel = channels[said[16] ?? -1];
  if (!timingSafeEqual(bytes.subarray(17), seal(said, secret)) || channel === undefined) return null;
  return { leadId: uuidOf(said.subarray(0, 16).toString('hex')), channel };
}

const seal = (said: Buffer, secret: string): Buffer =>
  createHmac('sha256', secret).update('unsubscribe').update(said).digest().subarray(0, sealBytes);

const uuidOf = (hex: string): string => hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
