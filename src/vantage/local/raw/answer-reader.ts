import type { Kernel } from './kernel.ts';
import { EAGAIN } from './kernel.ts';
import { ReceiveBatch } from './message-batches.ts';
import type { RawLane } from './raw-lane.ts';
import { emptyAnswer, readIcmp4, readIcmp6, readTcp4, readTcpHeader } from './wire/answers.ts';
import type { PacketAnswer } from './wire/answers.ts';

/** One answer, with the addresses that it speaks of; both are only lent. */
export type OnAnswer = (answer: PacketAnswer, asked: Uint8Array, from: Uint8Array) => void;

// The longest IPv4 header, a TCP header without options; twice that with what ICMP quotes.
const answerBytes = 128;
const errorBytes = 256;

/** Empty twice in a row is empty; an error of the socket is told once and then cleared. */
const mostReads = 64;

/** Reads what the sockets of a lane hold. */
export class AnswerReader {
  private readonly answers: ReceiveBatch;
  private readonly errors: ReceiveBatch;
  private readonly answer = emptyAnswer();
  private readonly asked4 = new Uint8Array(4);
  private readonly asked6 = new Uint8Array(16);
  private readonly kernel: Kernel;

  constructor(kernel: Kernel) {
    this.kernel = kernel;
    this.answers = new ReceiveBatch(kernel, answerBytes);
    this.errors = new ReceiveBatch(kernel, errorBytes);
  }

  /** How many packets were read. */
  read(lane: RawLane, onAnswer: OnAnswer): number {
    return this.drain(lane, this.answers, onAnswer) + this.drain(lane, this.errors, onAnswer);
  }

  private drain(lane: RawLane, batch: ReceiveBatch, onAnswer: OnAnswer): number {
    const fd = batch === this.answers ? lane.answers : lane.errors;
    let total = 0;
    for (let reads = 0; reads < mostReads; reads++) {
      const count = batch.receive(fd);
      if (count === -EAGAIN) return total;
      for (let i = 0; i < count; i++) {
        this.readOne(lane, batch, i, onAnswer);
        batch.makeReady(i);
      }
      total += Math.max(0, count);
      if (count >= 0 && !batch.isFull(count)) return total;
    }
    return total;
  }

  private readOne(lane: RawLane, batch: ReceiveBatch, i: number, onAnswer: OnAnswer): void {
    const { answer, asked4, asked6 } = this;
    const at = i * batch.packetBytes;
    const length = Math.min(batch.lengthOf(i), batch.packetBytes);
    if (lane.family === 4) {
      const from = batch.packets.subarray(at + 12, at + 16);
      if (batch === this.answers) {
        if (readTcp4(batch.packets, at, length, answer)) onAnswer(answer, from, from);
      } else if (readIcmp4(batch.packets, at, length, answer, asked4)) onAnswer(answer, asked4, from);
      return;
    }
    const from = batch.senderOf(i);
    answer.hops = batch.hopLimitOf(i);
    if (batch === this.answers) {
      if (readTcpHeader(batch.packets, at, length, answer)) onAnswer(answer, from, from);
    } else if (readIcmp6(batch.packets, at, length, answer, asked6)) onAnswer(answer, asked6, from);
  }
}
